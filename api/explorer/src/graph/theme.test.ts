import assert from "node:assert/strict";
import { test } from "node:test";
import { slotOf } from "./theme.ts";

test("a kind has one colour, by whichever of its names it is called", () => {
  assert.equal(slotOf("api_client"), slotOf("ApiClient"));
  assert.equal(slotOf("ip_network"), slotOf("Network"));
  assert.notEqual(slotOf("ip"), slotOf("ip_network"));
});

test("a kind that nobody knows has a colour of those there are, always the same", () => {
  for (const kind of ["fingerprint", "", "__proto__", "constructor"]) {
    assert.ok(Number.isInteger(slotOf(kind)) && slotOf(kind) >= 0 && slotOf(kind) < 11, kind);
    assert.equal(slotOf(kind), slotOf(kind));
  }
});
