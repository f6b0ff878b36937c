import assert from "node:assert/strict";
import { test } from "node:test";
import { runnable } from "./cypher-text.ts";

const param = (name: string, type: string, usual: string | null = null) => ({ name, type, default: usual });

test("parameters stand above the text, those not given at their default", () => {
  const declared = [param("cluster", "cluster"), param("limit", "integer", "100")];
  assert.equal(
    runnable(declared, "RETURN 1\n", { cluster: "op-1" }),
    ":param cluster => 'op-1'\n:param limit => 100\n\nRETURN 1\n",
  );
});

test("text cannot leave its quotes", () => {
  assert.match(runnable([param("account", "account")], "", { account: "a'\\b\nc" }), /=> 'a\\'\\\\b\\nc'/);
});

test("times are milliseconds, as the library's statements take them", () => {
  assert.match(runnable([param("at", "datetime")], "", { at: "1970-01-01T00:00:01Z" }), /:param at => 1000/);
});

test("lists are lists, and what has neither value nor default is null", () => {
  const declared = [param("accounts", "list<account>"), param("kind", "string")];
  assert.match(runnable(declared, "", { accounts: ["a", "b"] }), /accounts => \['a', 'b'\]\n:param kind => null/);
});

test("a list may have been typed with commas or as JSON", () => {
  const declared = [param("accounts", "list<account>")];
  assert.match(runnable(declared, "", { accounts: "a, b" }), /=> \['a', 'b'\]/);
  assert.match(runnable(declared, "", { accounts: '["a,1"]' }), /=> \['a,1'\]/);
});

test("a default of null is no text, and the kind, which stands in the labels, no parameter", () => {
  const declared = [param("kind", "kind"), param("verdict", "string", "null")];
  assert.equal(runnable(declared, "RETURN 1", { kind: "ip" }), ":param verdict => null\n\nRETURN 1\n");
  assert.match(runnable(declared, "", { verdict: "null" }), /verdict => 'null'/);
});
