import assert from "node:assert/strict";
import { test } from "node:test";
import { countedOrMore } from "./counted-or-more.ts";

test("rows that were cut are more than are there", () => {
  assert.equal(countedOrMore({ rows: [1], truncated: false }, "account"), "1 account");
  assert.equal(countedOrMore({ rows: [1, 2], truncated: true }, "account"), "More than 2 accounts");
});
