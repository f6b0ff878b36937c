import assert from "node:assert/strict";
import { test } from "node:test";
import { nextNode } from "./direction.ts";
import { pictureOf3 } from "./test-picture.ts";

test("the first key goes to the largest node", () => {
  assert.equal(nextNode(pictureOf3(), null, "ArrowUp")?.id, "a.0");
});

test("a key goes to a neighbour in its direction before a nearer node that is none", () => {
  assert.equal(nextNode(pictureOf3(), "a.0", "ArrowRight")?.id, "i.ip");
});

test("a key reaches nodes that nothing ties, and goes nowhere at the rim", () => {
  assert.equal(nextNode(pictureOf3(), "a.0", "ArrowUp")?.id, "a.1");
  assert.equal(nextNode(pictureOf3(), "a.1", "ArrowUp"), null);
});
