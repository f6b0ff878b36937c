/** Where nodes stand: moved apart by forces from where they begin, always the same way. */

import { UndirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import { apart } from "./apart.ts";
import type { Place } from "./cells.ts";
import { type Picture, type PictureNode, radiusOf } from "./picture.ts";

export type Places = ReadonlyMap<string, Place>;

/** A picture is so much wider than high, as screens and labels are. */
export const ASPECT = 1.3;

const ROUNDS = 250;
/** One unit of a picture where forces are at work: about how far they spread a hundred nodes. */
const UNIT = 650;
/** Pixels of a screen to a unit, about. */
const SCALE = 300;
/** Pixels between nodes, at least. */
const GAP = 3;
const NEAR = 0.05;
const SETTINGS = {
  adjustSizes: true,
  linLogMode: true,
  outboundAttractionDistribution: true,
  gravity: 0.3,
  scalingRatio: 40,
  slowDown: 4,
};

/** The picture with its nodes moved apart; those that had a place before keep it, parts begin where the whole was. */
export function spread(picture: Picture, before: Places = new Map()): Picture {
  if (picture.nodes.every((node) => before.has(node.id))) {
    return { ...picture, nodes: picture.nodes.map((node) => placed(node, before.get(node.id) ?? node)) };
  }
  const kept = picture.nodes.some((node) => before.has(node.id));
  const graph = new UndirectedGraph();
  for (const node of picture.nodes) {
    const { x, y } = before.get(node.id) ?? beside(before.get(node.parent ?? ""), node);
    graph.addNode(node.id, { x: x * UNIT, y: y * UNIT, size: UNIT * breadth(node), fixed: before.has(node.id) });
  }
  for (const { source, target } of picture.edges) if (source !== target) graph.mergeEdge(source, target);
  const found = new Map(Object.entries(forceAtlas2(graph, { iterations: ROUNDS, settings: SETTINGS })));
  const frame = kept ? { x: 0, y: 0, reach: UNIT, stretch: 1 } : frameOf([...found.values()]);
  return settled(
    { ...picture, nodes: picture.nodes.map((node) => framed(node, found.get(node.id) ?? node, frame)) },
    before,
  );
}

/** The last of the overlaps, which forces leave where many nodes are drawn to one place. */
function settled(picture: Picture, before: Places): Picture {
  const discs = picture.nodes.map((node) => ({ ...node, radius: breadth(node), isFixed: before.has(node.id) }));
  const places = apart(discs, { x: ASPECT, y: 1 });
  return { ...picture, nodes: picture.nodes.map((node, number) => placed(node, places[number] ?? node)) };
}

/** The node at its place, which files get too. */
function placed(node: PictureNode, { x, y }: Place): PictureNode {
  return { ...node, x, y, data: { ...node.data, x: Number(x.toFixed(4)), y: Number(y.toFixed(4)) } };
}

/** The radius of a node with the space around it, in units. */
function breadth(node: PictureNode): number {
  return (radiusOf(node) + GAP) / SCALE;
}

/** A place by that of the opened node, in the direction in which the server has it. */
function beside(opened: Place | undefined, node: PictureNode): Place {
  if (!opened) return node;
  const far = Math.hypot(node.x, node.y) || 1;
  return { x: opened.x + (NEAR * node.x) / far, y: opened.y + (NEAR * node.y) / far };
}

interface Frame extends Place {
  readonly reach: number;
  readonly stretch: number;
}

function framed(node: PictureNode, place: Place, { x, y, reach, stretch }: Frame): PictureNode {
  return { ...node, x: (stretch * (place.x - x)) / reach, y: (place.y - y) / reach };
}

/** The middle of all places and how far they reach from there. */
function frameOf(places: readonly Place[]): Frame {
  const [left, right] = extent(places.map((place) => place.x));
  const [bottom, top] = extent(places.map((place) => place.y));
  const reach = Math.max(UNIT / 2, (right - left) / 2, (top - bottom) / 2);
  return { x: (left + right) / 2, y: (bottom + top) / 2, reach, stretch: ASPECT };
}

function extent(values: readonly number[]): [number, number] {
  return values.length === 0 ? [0, 0] : [Math.min(...values), Math.max(...values)];
}

export function placesOf(picture: Picture): Places {
  return new Map(picture.nodes.map(({ id, x, y }) => [id, { x, y }]));
}
