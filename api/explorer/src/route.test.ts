import assert from "node:assert/strict";
import { test } from "node:test";
import { href, isSamePlace, parseRoute, withQuery } from "./route.ts";

test("an empty hash is the inbox", () => {
  for (const hash of ["", "#", "#/", "#/inbox"]) assert.equal(parseRoute(hash).view, "inbox");
});

test("an id of any characters comes back from its own link", () => {
  for (const id of ["op-1", "a/b?c=d#e", "%", "100%25", '<img src="x">', "\u202Eevil", "a b", "ab,cd"]) {
    const route = parseRoute(href("account", id, { tab: "x&y=z" }));
    assert.deepEqual([route.view, route.id, route.query.get("tab")], ["account", id, "x&y=z"]);
  }
});

test("a hash that cannot be decoded names itself and does not throw", () => {
  assert.equal(parseRoute("#/cluster/%E0%A4%A").id, "%E0%A4%A");
});

test("names of no view are unknown, inherited property names among them", () => {
  for (const hash of ["#/nowhere", "#/constructor", "#/__proto__", "#/cluster", "#/inbox/x"])
    assert.equal(parseRoute(hash).view, "unknown");
});

test("a run is below the runs", () => {
  assert.equal(href("run", "run-1"), "#/runs/run-1");
  assert.equal(parseRoute("#/runs/run-1").view, "run");
  assert.equal(parseRoute("#/runs").view, "runs");
});

test("a list repeats its name and empty values are left out", () => {
  assert.equal(href("cluster", "op-1", { open: ["a", "b"], tab: "", since: null }), "#/cluster/op-1?open=a&open=b");
});

test("changing the query keeps what is not named", () => {
  const route = parseRoute("#/cluster/op-1?open=a&open=b&tab=graph");
  assert.equal(withQuery(route, { tab: "members" }), "#/cluster/op-1?open=a&open=b&tab=members");
  assert.equal(withQuery(route, { open: [] }), "#/cluster/op-1?tab=graph");
});

test("two queries of one cluster are one place", () => {
  assert.ok(isSamePlace(parseRoute("#/cluster/op-1?tab=a"), parseRoute("#/cluster/op-1")));
  assert.ok(!isSamePlace(parseRoute("#/cluster/op-1"), parseRoute("#/cluster/op-2")));
});
