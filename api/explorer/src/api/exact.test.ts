import assert from "node:assert/strict";
import { test } from "node:test";
import { parseExact, writeExact } from "./exact.ts";

test("a whole number that a number cannot keep is read and written with all its digits", () => {
  const text = '{"n":9007199254740993,"list":[-9223372036854775808]}';
  assert.deepEqual(parseExact(text), { n: 9007199254740993n, list: [-9223372036854775808n] });
  assert.equal(writeExact(parseExact(text)), text);
});

test("other numbers are numbers", () => {
  assert.deepEqual(parseExact("[9007199254740991, -1, 0.5, 1e300]"), [9007199254740991, -1, 0.5, 1e300]);
});

test("text that looks like a number is text", () => {
  assert.equal(parseExact('"9007199254740993"'), "9007199254740993");
});
