import assert from "node:assert/strict";
import { test } from "node:test";
import { askedOwn, askedQuestion, isSame, told } from "./asked.ts";

const param = (name: string) => ({ name, type: "string", default: null, help: "", required: false });
const QUESTION = { name: "list_members_of_cluster", params: [param("cluster"), param("limit")] };

test("a text is asked with the parameters it uses", () => {
  const own = { text: "RETURN $id, $n", params: [["old", "1"] as [string, string], ["id", "a"] as [string, string]] };
  assert.deepEqual(askedOwn(own).params, [
    ["id", "a"],
    ["n", ""],
  ]);
});

test("a question is asked with what is filled in of its own parameters", () => {
  assert.deepEqual(askedQuestion(QUESTION, { cluster: "op-1", limit: " ", other: "x" }).params, { cluster: "op-1" });
});

test("another question, another value and another text are not the same", () => {
  const asked = askedQuestion(QUESTION, { cluster: "op-1" });
  assert.equal(isSame(asked, askedQuestion(QUESTION, { limit: "", cluster: "op-1" })), true);
  assert.equal(isSame(asked, askedQuestion(QUESTION, { cluster: "op-2" })), false);
  assert.equal(isSame(asked, { name: "list_accounts", params: { cluster: "op-1" } }), false);
  assert.equal(isSame({ text: "RETURN 1", params: [] }, { text: "RETURN 2", params: [] }), false);
});

test("what was asked is told in words, with its values", () => {
  assert.deepEqual(told({ name: "list_bridges", params: { other_cluster: "op-1" } }), {
    what: "list bridges",
    params: [["other cluster", "op-1"]],
  });
  const own = { text: "RETURN $an_id", params: [["an_id", "a"] as [string, string]] };
  assert.deepEqual(told(own), { what: own.text, params: own.params });
});
