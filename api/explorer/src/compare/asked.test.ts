import assert from "node:assert/strict";
import { test } from "node:test";
import { askedOf, typed } from "./asked.ts";

const asked = (query: string) => askedOf(new URLSearchParams(query));

test("accounts come repeated, each once and as it is", () => {
  assert.deepEqual(asked("accounts=a&accounts=b&accounts=a"), { what: "accounts", accounts: ["a", "b"] });
  assert.deepEqual(asked("accounts=a,b&accounts=c+d"), { what: "accounts", accounts: ["a,b", "c d"] });
});

test("two clusters, or one at a time", () => {
  assert.deepEqual(asked("clusters=x&clusters=y"), { what: "clusters", cluster: "x", other: "y" });
  assert.deepEqual(asked("cluster=x&at=2026-04-01"), { what: "times", cluster: "x", at: "2026-04-01" });
});

test("too little is nothing", () => {
  for (const query of ["", "accounts=a", "clusters=x", "cluster=x", "cluster=x&at=then"])
    assert.equal(asked(query).what, "nothing");
});

test("what is typed on one line is cut at commas and blanks", () => {
  assert.deepEqual(typed("a, b\t c,a \r\n"), ["a", "b", "c"]);
  assert.deepEqual(typed(" "), []);
});

test("what is typed on several lines is one id a line", () => {
  assert.deepEqual(typed("a,b\r\n c d \n\nc d\n"), ["a,b", "c d"]);
});
