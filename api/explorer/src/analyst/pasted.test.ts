import assert from "node:assert/strict";
import { test } from "node:test";
import { runnable } from "../parts/cypher-text.ts";
import { taken } from "./pasted.ts";
import { valuesOf } from "./values.ts";

test("what the page copies is the query and its values again", () => {
  const declared = [
    { name: "account", type: "account", default: null },
    { name: "accounts", type: "list<account>", default: null },
    { name: "limit", type: "integer", default: "100" },
    { name: "verdict", type: "string", default: "null" },
  ];
  const given = { account: 'it\'s \\ "a"\nb', accounts: ["a,1", "b'"] };
  const { text, params } = taken({ text: runnable(declared, "RETURN $account", given), params: [] });
  assert.equal(text, "RETURN $account\n");
  assert.deepEqual(valuesOf(params), { ...given, limit: 100, verdict: null });
});

test("a query without such lines stays as it is", () => {
  const own = { text: "RETURN ':param'", params: [["a", "1"]] as [string, string][] };
  assert.deepEqual(taken(own), own);
});
