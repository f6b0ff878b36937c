import assert from "node:assert/strict";
import { test } from "node:test";
import { binned, withoutTail } from "./bins.ts";

const DAYS = [
  { day: "2026-03-05T00:00:00Z", values: [2, 1] },
  { day: "2026-03-08T00:00:00Z", values: [3, 0] },
  { day: "2026-03-09T00:00:00Z", values: [5, 5] },
];

test("days without rows are there, with nothing", () => {
  assert.deepEqual(
    binned(DAYS, 1).map((bin) => bin.values[0]),
    [2, 0, 0, 3, 5],
  );
});

test("weeks start on Mondays and hold the sums of their days", () => {
  const weeks = binned(DAYS, 7);
  assert.deepEqual(
    weeks.map((bin) => [new Date(bin.at).toISOString().slice(0, 10), bin.values]),
    [
      ["2026-03-02", [5, 1]],
      ["2026-03-09", [5, 5]],
    ],
  );
});

test("no rows make no bins", () => {
  assert.deepEqual(binned([], 7), []);
});

test("the few that came long before the others are left out", () => {
  const rows = [1, 1, 0, 500, 498].map((value) => ({ values: [value, 0] }));
  assert.deepEqual(
    withoutTail(rows, 0.01).map((row) => row.values[0]),
    [500, 498],
  );
  assert.equal(withoutTail(rows, 0).length, 5);
  assert.deepEqual(withoutTail([], 0.01), []);
});
