/** Small pictures for tests. */

import type { Picture, PictureEdge, PictureNode } from "./picture.ts";

export function node(id: string, given: Partial<PictureNode> = {}): PictureNode {
  const { label = id, count = 1 } = given;
  return {
    ...{ id, label, count, shape: "circle", kind: "account", weight: count, flaggedShare: null },
    ...{ hub: false, canOpen: false, parent: null, x: 0, y: 0, data: { id, label, count } },
    ...given,
  };
}

export function edge(source: string, target: string, given: Partial<PictureEdge> = {}): PictureEdge {
  const { id = `${source}>${target}`, label = id, uses = 1 } = given;
  return { id, source, target, kind: "ip", label, uses, data: { id, source, target, label, uses }, ...given };
}

export function picture(nodes: PictureNode[], edges: PictureEdge[] = []): Picture {
  return { nodes, edges, isDirected: false };
}

/** Two groups of accounts, and addresses that the larger one uses. */
export function pictureOf3(): Picture {
  return picture(
    [
      node("a.0", { count: 40, flaggedShare: 0.25 }),
      node("a.1", { count: 3, x: 0.1, y: 0.5 }),
      node("i.ip", { kind: "ip", shape: "square", x: 0.9, y: 0.1 }),
    ],
    [edge("a.0", "i.ip", { label: "12 accounts by 1 ip", uses: 12 })],
  );
}

/** Values that would be markup, formulas or other fields if anything were written as it is. */
export const HOSTILE = `</data><script>alert("1")</script>&amp;'\u0000\u202e=HYPERLINK("x"),\ud800`;
