import assert from "node:assert/strict";
import { test } from "node:test";
import { labelsWithRoom, type View } from "./labels.ts";
import { edge, node, picture, pictureOf3 } from "./test-picture.ts";

const VIEW: View = { scale: 400, zoom: 1, middle: { x: 0, y: 0 }, reach: { x: 2, y: 2 }, selected: null };

test("a label goes to another side where its place is taken", () => {
  const nodes = [node("large", { count: 9 }), node("close", { x: 0.06 })];
  const found = labelsWithRoom(picture(nodes), VIEW).nodes;
  assert.equal(found.get("large"), "left");
  assert.equal(found.get("close"), "right");
});

test("a hub is labelled even where there is no room", () => {
  const crowd = Array.from({ length: 60 }, (_, place) => node(`n${place}`, { x: (place % 8) / 40, y: place / 320 }));
  const found = labelsWithRoom(picture([...crowd, node("hub", { hub: true, weight: 0 })]), VIEW).nodes;
  assert.ok(found.has("hub"));
  assert.ok(found.size < crowd.length);
});

test("no hub's label stands upon another's", () => {
  const hubs = Array.from({ length: 12 }, (_, place) => node(`hub number ${place}`, { hub: true, x: place / 400 }));
  const found = labelsWithRoom(picture(hubs), VIEW).nodes;
  assert.ok(found.size > 0 && found.size < hubs.length);
});

test("an edge tells all where it is long enough, else only the kind that makes it, else nothing", () => {
  const nodes = [node("a"), node("far", { x: 0.9 }), node("near", { y: 0.22 }), node("close", { y: -0.05 })];
  const edges = ["far", "near", "close"].map((target) => edge("a", target, { label: "12 accounts by 3 ip" }));
  const found = labelsWithRoom(picture(nodes, edges), VIEW).edges;
  assert.deepEqual(
    [...found],
    [
      ["a>far", "12 accounts by 3 ip"],
      ["a>near", "ip"],
    ],
  );
});

test("what is out of view has no label", () => {
  const aside: View = { ...VIEW, middle: { x: 5, y: 5 } };
  const { nodes, edges } = labelsWithRoom(pictureOf3(), aside);
  assert.equal(nodes.size + edges.size, 0);
});
