import assert from "node:assert/strict";
import { test } from "node:test";
import { standing } from "./standing.ts";

const TOLD = { read: 500, done: false, failed: false, total: undefined, empty: "No row is like that." };

test("what is read and what is left is told", () => {
  assert.equal(standing(TOLD), "500 rows read; scroll for more.");
  assert.equal(standing({ ...TOLD, total: 24000 }), "500 of 24,000 rows read; scroll for more.");
  assert.equal(standing({ ...TOLD, done: true }), "All 500 rows are here.");
  assert.equal(standing({ ...TOLD, read: 0, done: true }), "No row is like that.");
});

test("what failed is not said to be coming", () => {
  assert.equal(standing({ ...TOLD, read: 0 }), "Loading");
  assert.equal(standing({ ...TOLD, read: 0, failed: true }), "No row was read.");
  assert.equal(standing({ ...TOLD, failed: true }), "500 rows read.");
});
