import assert from "node:assert/strict";
import { test } from "node:test";
import { runBefore } from "./run-before.ts";

const page = (runs: string, next: string | null) => ({ items: [...runs].map((run_id) => ({ run_id })), next });
const pages = new Map([
  ["second", page("cb", "third")],
  ["third", page("a", null)],
]);
const before = (run: string, asked: string[] = []) =>
  runBefore(run, page("ed", "second"), async (cursor) => {
    asked.push(cursor);
    return pages.get(cursor) ?? page("", null);
  });

test("the run before is the next of the list, on whichever page it is", async () => {
  assert.equal(await before("e"), "d");
  assert.equal(await before("d"), "c");
  assert.equal(await before("b"), "a");
});

test("the first run has none before it", async () => {
  assert.equal(await before("a"), null);
});

test("no page is read that is not needed", async () => {
  const asked: string[] = [];
  await before("e", asked);
  assert.deepEqual(asked, []);
  await before("d", asked);
  assert.deepEqual(asked, ["second"]);
});
