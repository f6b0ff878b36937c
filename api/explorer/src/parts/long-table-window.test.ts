import assert from "node:assert/strict";
import { test } from "node:test";
import { drawnTop, rowsInView, topShowing } from "./long-table-window.ts";

test("at the top the first rows are in view, and a few more", () => {
  assert.deepEqual(rowsInView(0, 300, 30, 24000), { first: 0, end: 22 });
});

test("in the middle few rows are in view, however many there are", () => {
  const { first, end } = rowsInView(300_000, 300, 30, 24000);
  assert.deepEqual([first, end], [9988, 10022]);
});

test("the view never goes beyond the rows", () => {
  assert.deepEqual(rowsInView(10_000, 300, 30, 5), { first: 5, end: 5 });
  assert.deepEqual(rowsInView(0, 300, 30, 0), { first: 0, end: 0 });
});

test("what is drawn changes only every few rows, and covers the view in between", () => {
  assert.deepEqual(
    [0, 179, 180, 359].map((top) => drawnTop(top, 30)),
    [0, 0, 180, 180],
  );
  for (let top = 3000; top < 3200; top += 7) {
    const { first, end } = rowsInView(drawnTop(top, 30), 300, 30, 24000);
    assert.ok(first <= top / 30 && end >= (top + 300) / 30);
  }
});

test("a row in view needs no scrolling; one below or above needs the least", () => {
  assert.equal(topShowing(3, 0, 330, 30, 30), 0);
  assert.equal(topShowing(20, 0, 330, 30, 30), 330);
  assert.equal(topShowing(2, 600, 330, 30, 30), 60);
});
