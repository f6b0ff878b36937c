import assert from "node:assert/strict";
import { test } from "node:test";
import { Problem } from "./problem.ts";

test("a problem keeps what the server said", () => {
  const body = {
    title: "Not found",
    status: 404,
    detail: "no such cluster",
    code: "not-found",
    hint: "look",
    request_id: "r",
  };
  const problem = Problem.of(new Response(null, { status: 404 }), body);
  assert.deepEqual(
    [problem.status, problem.title, problem.detail, problem.code, problem.hint, problem.requestId],
    [404, "Not found", "no such cluster", "not-found", "look", "r"],
  );
});

test("a problem keeps which fields were refused", () => {
  const errors = [{ field: "limit", code: "less_than_equal", message: "at most 1000" }];
  const problem = Problem.of(new Response(null, { status: 422 }), { title: "Not understood", errors });
  assert.deepEqual(problem.faults, [{ field: "limit", message: "at most 1000" }]);
  assert.deepEqual(Problem.of(new Response(null, { status: 500 }), { title: "Failed", errors: "x" }).faults, []);
});

test("an answer that is no problem document still says which status it had", () => {
  assert.match(Problem.of(new Response(null, { status: 502 }), undefined).title, /502/);
});

test("a fetch that fails says that the server cannot be reached", () => {
  assert.equal(Problem.from(new TypeError("Failed to fetch")).title, "The server cannot be reached");
});
