import assert from "node:assert/strict";
import { test } from "node:test";
import type { Cluster } from "../api/types.ts";
import { operatorOf } from "./innocents.ts";

const cluster = (level: string, operator: string | null) => ({ cluster_id: "x", level, operator }) as Cluster;

test("an operator is asked about itself, a campaign about its operator", () => {
  assert.equal(operatorOf(cluster("operator", null)), "x");
  assert.equal(operatorOf(cluster("campaign", "op-1")), "op-1");
});

test("a campaign whose operator is not known is never asked about as if it were one", () => {
  assert.equal(operatorOf(cluster("campaign", null)), null);
});
