import assert from "node:assert/strict";
import { test } from "node:test";
import { day, daysBefore, isDate, lasting, minute } from "./times.ts";

test("times are in UTC, whatever offset they came with", () => {
  assert.equal(minute("2026-06-30T23:51:58Z"), "2026-06-30 23:51");
  assert.equal(minute("2026-07-01T01:51:58+02:00"), "2026-06-30 23:51");
  assert.equal(day("2026-06-30T23:51:58.123Z"), "2026-06-30");
});

test("only dates that exist are dates", () => {
  assert.deepEqual(["2026-02-28", "2026-02-30", "2026-2-1", "", "x"].map(isDate), [true, false, false, false, false]);
});

test("a year that is being typed is no date yet", () => {
  const typed = ["0002-06-01", "0020-06-01", "0202-06-01", "1969-12-31", "1970-01-01", "2026-06-01"];
  assert.deepEqual(typed.map(isDate), [false, false, false, false, true, true]);
});

test("days are counted back over months", () => {
  assert.equal(daysBefore("2026-03-01T10:00:00Z", 30), "2026-01-30");
});

test("a span is said in one unit", () => {
  assert.equal(lasting("2026-01-01T00:00:00Z", "2026-01-01T00:00:06.19Z"), "6.2 s");
  assert.equal(lasting("2026-01-01T00:00:00Z", "2026-01-01T05:00:00Z"), "5 h");
  assert.equal(lasting("2026-01-01T00:00:00Z", "2026-04-25T00:00:00Z"), "114 days");
});
