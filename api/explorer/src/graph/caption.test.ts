import assert from "node:assert/strict";
import { test } from "node:test";
import { captionOf } from "./caption.ts";

test("a caption is one line without directional characters", () => {
  assert.equal(captionOf("a\nb\u202egnp.exe\u2066"), "a bgnp.exe");
});

test("a long caption is cut between characters, not within one", () => {
  const caption = captionOf("🦊".repeat(10_000));
  assert.equal([...caption].length, 36);
  assert.ok(caption.endsWith("🦊…"));
});
