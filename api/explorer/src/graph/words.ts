/** What a node of a cluster's graph stands for, in sentences. */

import { kindWords } from "../parts/kind-words.ts";
import { count, counted, percent } from "../parts/numbers.ts";
import type { QuotientNode } from "./quotient.ts";

export function sentencesOf(node: QuotientNode): string[] {
  switch (node.type) {
    case "accounts":
      return [`${counted(node.count, "account")} of the cluster that use much the same things.`, flagged(node)];
    case "account":
      return [node.flagged > 0 ? "A member of the cluster, flagged itself." : "A member of the cluster, not flagged."];
    case "identifiers":
      return [`${count(node.count)} identifiers of kind ${kindWords(node.kind ?? "")}.`, used(node), widest(node)];
    case "identifier":
      return [identifier(node), used(node), widest(node)];
  }
}

function flagged(node: QuotientNode): string {
  if (node.flagged === node.count) return "All of them are flagged.";
  if (node.flagged === 0) return "None of them is flagged.";
  const verb = node.flagged === 1 ? "is" : "are";
  return `${count(node.flagged)} of them (${percent(node.flagged / node.count)}) ${verb} flagged.`;
}

function identifier(node: QuotientNode): string {
  const kind = kindWords(node.kind ?? "");
  if (!node.hub) return `An identifier of kind ${kind}.`;
  return `A hub of kind ${kind}: members of three groups or more use it, 2 % of the cluster or more.`;
}

function used(node: QuotientNode): string {
  return `${counted(node.members, "member")} of the cluster ${node.members === 1 ? "uses" : "use"} ${them(node)}.`;
}

function widest(node: QuotientNode): string {
  const users = counted(node.accounts ?? 0, "account");
  if (node.type === "identifier") return `${users} used it at the same time, in the cluster or not.`;
  return `${users} used the most shared of them at the same time, in the cluster or not.`;
}

function them(node: QuotientNode): string {
  return node.type === "identifier" ? "it" : "them";
}
