import assert from "node:assert/strict";
import { test } from "node:test";
import { textsIn } from "./storage.ts";

test("where storage is blocked, texts are kept in memory", () => {
  const texts = textsIn(() => {
    throw new DOMException("blocked", "SecurityError");
  });
  assert.equal(texts.get("theme"), null);
  texts.set("theme", "dark");
  assert.equal(texts.get("theme"), "dark");
});

test("what a full storage refuses is given in place of what it holds", () => {
  let isFull = true;
  const held = new Map([["earlier", "old"]]);
  const setItem = (name: string, text: string) => {
    if (isFull) throw new DOMException("full", "QuotaExceededError");
    held.set(name, text);
  };
  const texts = textsIn(() => ({ getItem: (name) => held.get(name) ?? null, setItem }));
  texts.set("earlier", "new");
  assert.deepEqual([texts.get("earlier"), held.get("earlier")], ["new", "old"]);
  isFull = false;
  texts.set("earlier", "newest");
  assert.deepEqual([texts.get("earlier"), held.get("earlier")], ["newest", "newest"]);
});
