import assert from "node:assert/strict";
import { test } from "node:test";
import { fileName } from "./save.ts";

test("a plain name stays as it is", () => {
  assert.equal(fileName("op-1-joined-since-2026-04-01.csv"), "op-1-joined-since-2026-04-01.csv");
});

test("what a system may not take, or may read otherwise, is an underscore", () => {
  assert.equal(fileName("a/b\\c:\u202egnp.exe \u05d0\n-ties.csv"), "a_b_c_gnp.exe_-ties.csv");
  assert.equal(fileName("../../etc/passwd.csv"), "_.._etc_passwd.csv");
});

test("a long name is cut before its ending", () => {
  const name = fileName(`${"x".repeat(1024)}-ties.csv`);
  assert.equal(name.length, 100);
  assert.ok(name.endsWith("x.csv"));
});

test("a name of which nothing is plain is still a name", () => {
  assert.equal(fileName("\u05d0\u05d1.csv"), "_.csv");
});
