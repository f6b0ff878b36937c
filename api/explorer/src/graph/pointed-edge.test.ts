import assert from "node:assert/strict";
import { test } from "node:test";
import { edgeAt } from "./pointed-edge.ts";
import { edge } from "./test-picture.ts";

const PLACES = new Map([
  ["a", { x: 0, y: 0 }],
  ["b", { x: 100, y: 0 }],
  ["c", { x: 0, y: 100 }],
]);
const EDGES = [edge("a", "b"), edge("a", "c"), edge("a", "gone")];
const at = (x: number, y: number) => edgeAt({ x, y }, EDGES, (id) => PLACES.get(id))?.id;

test("the nearest edge within a few pixels is pointed at", () => {
  assert.equal(at(50, 3), "a>b");
  assert.equal(at(2, 60), "a>c");
});

test("beyond its ends and away from it an edge is not pointed at", () => {
  assert.equal(at(110, 0), undefined);
  assert.equal(at(50, 50), undefined);
});
