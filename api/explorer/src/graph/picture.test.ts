import assert from "node:assert/strict";
import { test } from "node:test";
import { neighboursOf, withoutKinds } from "./picture.ts";
import { edge, node, picture, pictureOf3 } from "./test-picture.ts";

test("hiding a kind takes its nodes, their edges and accounts that only it tied, not those that nothing tied before", () => {
  const left = withoutKinds(pictureOf3(), new Set(["ip"]));
  assert.deepEqual(
    left.nodes.map(({ id }) => id),
    ["a.1"],
  );
  assert.equal(left.edges.length, 0);
});

test("neighbours come by uses, and each edge of a pair is told", () => {
  const edges = [edge("a", "b"), edge("a", "c", { uses: 9 }), edge("a", "b", { id: "again", uses: 2 })];
  const found = neighboursOf(
    picture(
      ["a", "b", "c"].map((id) => node(id)),
      edges,
    ),
  );
  assert.deepEqual(
    found.get("a")?.map((neighbour) => neighbour.edge.id),
    ["a>c", "again", "a>b"],
  );
});
