import assert from "node:assert/strict";
import { test } from "node:test";
import type { Problem } from "../api/problem.ts";
import { ListReader } from "./list-reader.ts";

interface Numbers {
  items: number[];
  next: string | null;
}

/** A list in pages of two, and the cursors that were asked for. */
function served(numbers: () => readonly number[]) {
  const asked: (string | null)[] = [];
  const load = async (cursor: string | null): Promise<Numbers> => {
    asked.push(cursor);
    const [start, all] = [Number(cursor ?? 0), numbers()];
    return { items: all.slice(start, start + 2), next: start + 2 < all.length ? String(start + 2) : null };
  };
  return { asked, load };
}

test("pages are read one after another until none is left", async () => {
  const { asked, load } = served(() => [1, 2, 3, 4, 5]);
  const reader = new ListReader("to its end", load);
  await reader.begin();
  assert.deepEqual(reader.read.rows, [1, 2]);
  assert.deepEqual(await reader.rest(), [1, 2, 3, 4, 5]);
  await reader.more();
  assert.deepEqual(asked, [null, "2", "4"]);
});

test("a kept list that is still so is read on where it ended", async () => {
  const { asked, load } = served(() => [1, 2, 3, 4, 5]);
  const before = new ListReader("still so", load);
  await before.begin();
  await before.more();
  const again = new ListReader("still so", load);
  assert.deepEqual(again.read.rows, [1, 2, 3, 4]);
  await Promise.all([again.more(), again.begin()]);
  assert.deepEqual(again.read.rows, [1, 2, 3, 4, 5]);
  assert.deepEqual(asked, [null, "2", null, "4"]);
});

test("a kept list whose first page is another is dropped", async () => {
  let numbers: number[] = [];
  const { load } = served(() => numbers);
  await new ListReader("another", load).begin();
  numbers = [1, 2, 3];
  const again = new ListReader("another", load);
  assert.deepEqual([again.read.rows, again.read.done], [[], true]);
  await again.begin();
  assert.deepEqual([again.read.rows, again.read.done], [[1, 2], false]);
  numbers = [7, 8, 9];
  assert.deepEqual(await new ListReader("another", load).rest(), [7, 8, 9]);
});

test("a kept list that cannot be read again says so, and is not given as whole", async () => {
  const { load } = served(() => [1]);
  await new ListReader("failing", load).begin();
  let fails = true;
  const again = new ListReader("failing", (cursor: string | null) =>
    fails ? Promise.reject(new TypeError("Failed to fetch")) : load(cursor),
  );
  const told: (Problem | null)[] = [];
  again.onChange = (problem) => told.push(problem);
  await again.begin();
  assert.equal(told.at(-1)?.title, "The server cannot be reached");
  await assert.rejects(again.rest());
  fails = false;
  await again.more();
  assert.equal(told.at(-1), null);
});
