import assert from "node:assert/strict";
import { test } from "node:test";
import { folded, nameOfOpened, pictureOf, type Quotient, type QuotientNode } from "./quotient.ts";
import { sentencesOf } from "./words.ts";

function quotientNode(given: Partial<QuotientNode>): QuotientNode {
  return {
    ...{ id: "a.0", type: "accounts", kind: null, label: "40 accounts", count: 40, members: 40, accounts: null },
    ...{ flagged: 39, hub: false, parent: null, can_open: true, account_id: null, ref: null, x: 0, y: 0 },
    ...given,
  };
}

function quotient(nodes: QuotientNode[]): Quotient {
  const amount = { accounts: 40, identifiers: 0 };
  return { cluster_id: "op-1", size: 40, uses: 0, total: amount, shown: amount, nodes, edges: [], query: "q" };
}

const HUB = quotientNode({
  id: "i.r",
  type: "identifier",
  kind: "card_issuer",
  count: 1,
  accounts: 50,
  hub: true,
  ref: "r",
});

test("accounts are circles with their flagged share, identifiers squares, hubs diamonds", () => {
  const device = quotientNode({ id: "i.device.a.0", type: "identifiers", kind: "device" });
  const { nodes } = pictureOf(quotient([quotientNode({}), device, HUB]));
  assert.deepEqual(
    nodes.map(({ shape, flaggedShare }) => [shape, flaggedShare]),
    [
      ["circle", 0.975],
      ["square", null],
      ["diamond", null],
    ],
  );
});

test("folding a node folds what was opened inside it, and nothing that is only spelt alike", () => {
  assert.deepEqual(folded(["a.1", "a.1.2", "a.10", "i.ip.many"], "a.1"), ["a.10", "i.ip.many"]);
});

test("an opened node is called by the sum of its parts, at any depth", () => {
  const parts = [
    quotientNode({ id: "a.0.0", parent: "a.0", count: 30 }),
    quotientNode({ id: "a.0.1.0", parent: "a.0.1", count: 10 }),
  ];
  assert.equal(nameOfOpened(quotient(parts), "a.0"), "40 accounts");
  assert.equal(nameOfOpened(quotient(parts), "a.7"), null);
});

test("sentences say what a node stands for, one or many", () => {
  assert.deepEqual(sentencesOf(quotientNode({})), [
    "40 accounts of the cluster that use much the same things.",
    "39 of them (97.5 %) are flagged.",
  ]);
  assert.deepEqual(sentencesOf(quotientNode({ type: "account", count: 1, members: 1, flagged: 0 })), [
    "A member of the cluster, not flagged.",
  ]);
  assert.deepEqual(sentencesOf({ ...HUB, members: 1 }), [
    "A hub of kind card issuer: members of three groups or more use it, 2 % of the cluster or more.",
    "1 member of the cluster uses it.",
    "50 accounts used it at the same time, in the cluster or not.",
  ]);
});
