import assert from "node:assert/strict";
import { test } from "node:test";
import { apart, type Disc } from "./apart.ts";

const FRAME = { x: 10, y: 10 };

function disc(x: number, y: number, isFixed = false): Disc {
  return { x, y, radius: 1, isFixed };
}

test("what overlaps is pushed apart, even from the very same place", () => {
  const places = apart([disc(0, 0), disc(0, 0), disc(0.5, 0)], FRAME);
  for (const [number, one] of places.entries()) {
    for (const other of places.slice(number + 1)) assert.ok(Math.hypot(one.x - other.x, one.y - other.y) > 1.9);
  }
});

test("what is fixed stays, and others give way to it", () => {
  const [fixed, other] = apart([disc(0, 0, true), disc(1, 0)], FRAME);
  assert.deepEqual(fixed, { x: 0, y: 0 });
  assert.deepEqual(other, { x: 2, y: 0 });
});

test("nothing is pushed out of the frame, and what lies outside is brought in", () => {
  const places = apart([disc(9.9, 0), disc(10, 0.1), disc(0, 50)], FRAME);
  for (const { x, y } of places) assert.ok(Math.abs(x) <= 10 && Math.abs(y) <= 10);
});
