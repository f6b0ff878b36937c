import assert from "node:assert/strict";
import { test } from "node:test";
import { count, counted, figure, percent, score, short, ticks } from "./numbers.ts";

test("thousands are separated and one is singular", () => {
  assert.equal(count(23963), "23,963");
  assert.equal(counted(1, "account"), "1 account");
  assert.equal(counted(2300, "account"), "2,300 accounts");
});

test("only whole numbers are written with thousands, and nothing is rounded", () => {
  assert.deepEqual([23963, 0.99987, 1234.5, -0.25].map(figure), ["23,963", "0.99987", "1234.5", "-0.25"]);
});

test("a score below 1 never reads as 1", () => {
  assert.equal(score(0.999874), "0.999");
  assert.equal(score(1), "1.000");
});

test("a share that is neither none nor all does not read so", () => {
  assert.deepEqual([0, 0.0002, 0.5, 0.99999, 1].map(percent), ["0 %", "< 0.1 %", "50 %", "> 99.9 %", "100 %"]);
});

test("the ticks of an axis are short", () => {
  assert.deepEqual([0, 250, 9999, 12500, 2_000_000].map(short), ["0", "250", "9,999", "12.5k", "2M"]);
});

test("ticks are round and reach the greatest value", () => {
  assert.deepEqual(ticks(321), [0, 100, 200, 300, 400]);
  assert.deepEqual(ticks(1), [0, 0.5, 1]);
  assert.deepEqual(ticks(0), [0, 1]);
  for (const greatest of [0.003, 7, 99, 100, 101, 54321]) assert.ok((ticks(greatest).at(-1) ?? 0) >= greatest);
});
