import assert from "node:assert/strict";
import { test } from "node:test";
import { readValue, usedIn, valuesOf } from "./values.ts";

test("what reads as JSON is that value", () => {
  assert.deepEqual(["7", "true", '["a", "b"]', '"7"', "null"].map(readValue), [7, true, ["a", "b"], "7", null]);
});

test("a whole number keeps all its digits", () => {
  assert.equal(readValue("9007199254740993"), 9007199254740993n);
});

test("anything else is text", () => {
  assert.deepEqual(["acct-1", "", "[a", "2026-01-01"].map(readValue), ["acct-1", "", "[a", "2026-01-01"]);
});

test("a parameter without a name is left out", () => {
  assert.deepEqual(
    valuesOf([
      ["", "1"],
      [" id ", "x"],
    ]),
    { id: "x" },
  );
});

test("parameters are found where they are used", () => {
  assert.deepEqual(usedIn("MATCH (a {id: $id}) WHERE a.n > $n AND a.id <> $id RETURN a"), ["id", "n"]);
});
