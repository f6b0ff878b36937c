import assert from "node:assert/strict";
import { test } from "node:test";
import { placesOf, spread } from "./layout.ts";
import { edge, node, picture, pictureOf3 } from "./test-picture.ts";

test("the same picture is always spread the same way, within its frame", () => {
  const once = spread(pictureOf3());
  assert.deepEqual(once, spread(pictureOf3()));
  for (const { x, y } of once.nodes) assert.ok(Math.abs(x) <= 1.3001 && Math.abs(y) <= 1.0001);
});

test("nodes that stay keep their places when another is opened, and its parts begin beside it", () => {
  const before = placesOf(spread(pictureOf3()));
  const parts = [0.1, -0.1].map((x) => node(`a.0.${x}`, { parent: "a.0", count: 20, x }));
  const opened = picture(
    [...parts, ...pictureOf3().nodes.slice(1)],
    parts.map(({ id }) => edge(id, "i.ip")),
  );
  const after = placesOf(spread(opened, before));
  for (const id of ["a.1", "i.ip"]) {
    assert.ok(Math.abs((after.get(id)?.x ?? 9) - (before.get(id)?.x ?? 0)) < 1e-6);
    assert.ok(Math.abs((after.get(id)?.y ?? 9) - (before.get(id)?.y ?? 0)) < 1e-6);
  }
  assert.notDeepEqual(after.get("a.0.0.1"), after.get("a.0.-0.1"));
});

test("a picture whose nodes all have their places is left as it stands", () => {
  const once = spread(pictureOf3());
  assert.deepEqual(spread(pictureOf3(), placesOf(once)), once);
});
