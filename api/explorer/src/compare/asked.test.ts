import assert from "node:assert/strict";
import { test } from "node:test";
import { askedOf, listOf } from "./asked.ts";

const asked = (query: string) => askedOf(new URLSearchParams(query));

test("accounts come repeated or separated by commas, each once", () => {
  assert.deepEqual(asked("accounts=a&accounts=b&accounts=a"), { what: "accounts", accounts: ["a", "b"] });
  assert.deepEqual(asked("accounts=a,b"), { what: "accounts", accounts: ["a", "b"] });
});

test("two clusters, or one at a time", () => {
  assert.deepEqual(asked("clusters=x,y"), { what: "clusters", cluster: "x", other: "y" });
  assert.deepEqual(asked("cluster=x&at=2026-04-01"), { what: "times", cluster: "x", at: "2026-04-01" });
});

test("too little is nothing", () => {
  for (const query of ["", "accounts=a", "clusters=x", "cluster=x", "cluster=x&at=then"])
    assert.deepEqual(asked(query), { what: "nothing" });
});

test("a pasted list may have lines and commas", () => {
  assert.deepEqual(listOf(["a,\n b\t c\r\n"]), ["a", "b", "c"]);
});
