import assert from "node:assert/strict";
import { test } from "node:test";
import { splitNames } from "./split-names.ts";

test("every second piece is a name", () => {
  assert.deepEqual(splitNames("a1 and a2 are tied", ["a1", "a2"]), ["", "a1", " and ", "a2", " are tied"]);
});

test("the longer of two names that begin alike is found", () => {
  assert.deepEqual(splitNames("see a12.", ["a1", "a12"]), ["see ", "a12", "."]);
});

test("a text without names is one piece", () => {
  assert.deepEqual(splitNames("nothing here", ["x", ""]), ["nothing here"]);
});
