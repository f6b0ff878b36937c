import assert from "node:assert/strict";
import { test } from "node:test";
import { placed } from "./axis-labels.ts";

const labels = (...at: number[]) => at.map((place) => ({ at: place, label: "12345" }));

test("labels that would run into the one before are left out", () => {
  assert.deepEqual(
    placed(labels(50, 60, 100, 110, 150), 400).map((one) => one.at),
    [50, 100, 150],
  );
});

test("the last label ends where the drawing ends", () => {
  assert.deepEqual(
    placed(labels(50, 395), 400).map((one) => one.anchor),
    ["middle", "end"],
  );
});
