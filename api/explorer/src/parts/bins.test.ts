import assert from "node:assert/strict";
import { test } from "node:test";
import { binned, daysSpanned, withoutTail } from "./bins.ts";

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

const created = (row: { values: readonly number[] }) => row.values[0] ?? 0;
const row = (day: string, ...values: number[]) => ({ day: `${day}T00:00:00Z`, values });
const kept = (rows: readonly { day: string; values: readonly number[] }[], share = 0.01) =>
  withoutTail(rows, created, share).map(({ day }) => day.slice(0, 10));

test("the few that came long before the others are left out", () => {
  const rows = [row("2020-01-01", 1), row("2021-01-01", 1), row("2026-01-01", 500), row("2026-01-02", 498)];
  assert.deepEqual(kept(rows), ["2026-01-01", "2026-01-02"]);
  assert.equal(kept(rows, 0).length, 4);
  assert.deepEqual(kept([]), []);
});

test("the first few are kept where the others follow soon", () => {
  const rows = [row("2026-01-01", 1), row("2026-03-31", 999)];
  assert.deepEqual(kept(rows), ["2026-01-01", "2026-03-31"]);
  assert.deepEqual(kept([row("2026-01-01", 1), row("2026-04-01", 999)]), ["2026-04-01"]);
});

test("what is not counted neither fills a pause nor makes the tail larger", () => {
  const rows = [row("2020-01-01", 1, 50), row("2020-03-01", 0, 50), row("2020-05-01", 199, 0)];
  assert.deepEqual(kept(rows), ["2020-05-01"]);
});

test("days are spanned whether anything was in them or not", () => {
  assert.equal(daysSpanned(DAYS), 5);
  assert.equal(daysSpanned([]), 0);
});
