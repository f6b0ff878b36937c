import assert from "node:assert/strict";
import { test } from "node:test";
import { kindWords } from "./kind-words.ts";

test("names and labels of a kind read alike", () => {
  assert.deepEqual(["card_issuer", "CardIssuer", "ip", "IP", "ApiClient"].map(kindWords), [
    "card issuer",
    "card issuer",
    "ip",
    "ip",
    "api client",
  ]);
});
