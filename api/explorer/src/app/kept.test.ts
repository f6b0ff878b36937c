import assert from "node:assert/strict";
import { test } from "node:test";
import { Kept } from "./kept.ts";

test("what was looked at longest ago goes first", () => {
  const kept = new Kept<number>(2, 60_000);
  kept.set("a", 1);
  kept.set("b", 2);
  kept.get("a");
  kept.set("c", 3);
  assert.deepEqual([kept.get("a"), kept.get("b"), kept.get("c")], [1, undefined, 3]);
});

test("what is old is not given any more", () => {
  const kept = new Kept<number>(2, -1);
  kept.set("a", 1);
  assert.equal(kept.get("a"), undefined);
});
