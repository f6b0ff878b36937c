/** The graph of one cluster as the server gives it, and as a picture. */

import type { components } from "../api/schema.d.ts";
import { counted } from "../parts/numbers.ts";
import type { Picture, PictureNode, Shape } from "./picture.ts";

export type Quotient = components["schemas"]["Quotient"];
export type QuotientNode = components["schemas"]["Node"];

/** What a node of accounts is called where nodes of identifiers have their kind. */
export const ACCOUNTS = "account";

export function pictureOf(quotient: Quotient): Picture {
  return {
    nodes: quotient.nodes.map(drawn),
    edges: quotient.edges.map((edge) => ({ ...edge, data: { ...edge } })),
    isDirected: false,
  };
}

function drawn(node: QuotientNode): PictureNode {
  const isAccounts = node.type === "accounts" || node.type === "account";
  return {
    id: node.id,
    shape: shapeOf(node, isAccounts),
    kind: node.kind ?? ACCOUNTS,
    label: node.label,
    count: node.count,
    weight: node.hub ? Math.sqrt(node.members) : node.count,
    flaggedShare: isAccounts && node.count > 0 ? node.flagged / node.count : null,
    hub: node.hub,
    canOpen: node.can_open,
    parent: node.parent,
    x: node.x,
    y: node.y,
    data: { ...node },
  };
}

function shapeOf(node: QuotientNode, isAccounts: boolean): Shape {
  if (isAccounts) return "circle";
  return node.hub ? "diamond" : "square";
}

/** What is open without one node and what was opened inside it: a part's id is its parent's, a dot and more. */
export function folded(open: readonly string[], id: string): string[] {
  return open.filter((one) => one !== id && !one.startsWith(`${id}.`));
}

/** What an opened node was called, from the parts of it that show; null where none does. */
export function nameOfOpened(quotient: Quotient, id: string): string | null {
  const parts = quotient.nodes.filter((node) => node.parent === id || node.parent?.startsWith(`${id}.`));
  const [first] = parts;
  if (!first) return null;
  const whole = parts.reduce((sum, part) => sum + part.count, 0);
  return first.kind === null ? counted(whole, "account") : counted(whole, first.kind, first.kind);
}
