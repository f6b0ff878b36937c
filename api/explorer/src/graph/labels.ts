/** Which labels have room, and on which side: first what stands for most, and the selected node and hubs in any case. */

import { kindWords } from "../parts/kind-words.ts";
import { captionOf } from "./caption.ts";
import { CELL, Cells, type Place } from "./cells.ts";
import { order, type Picture, type PictureEdge, type PictureNode, radiusOf } from "./picture.ts";

export type Side = "right" | "left" | "above" | "below";

export interface Labelled {
  /** On which side of a node its label stands; nodes without have no room for it. */
  readonly nodes: ReadonlyMap<string, Side>;
  /** What is written along an edge: all of its label, or only the kind that makes it. */
  readonly edges: ReadonlyMap<string, string>;
}

/** The part of the plane that is looked at. */
export interface View {
  /** Pixels for each unit of the picture. */
  readonly scale: number;
  /** How much is zoomed in; 1 shows the whole picture. */
  readonly zoom: number;
  /** The middle, in units of the picture, and how far the view reaches from there. */
  readonly middle: Place;
  readonly reach: Place;
  /** The node that is labelled in any case; null for none. */
  readonly selected: string | null;
}

/** Pixels: a letter's breadth, and from a node to its label. */
const NODE_LETTER = 6.6;
const EDGE_LETTER = 5.6;
export const GAP = 4;
/** Where more edges than these are in view, labels along them cannot be told apart. */
const MOST_EDGES = 200;
const SIDES: readonly Side[] = ["right", "left", "below", "above"];

/** How many times larger nodes and lines are than in the whole picture. */
export function growthAt(zoom: number): number {
  return zoom ** 0.35;
}

export function labelsWithRoom(picture: Picture, view: View): Labelled {
  const cells = new Cells();
  const nodes = picture.nodes.filter((node) => isSeen(node, view));
  for (const node of nodes) cells.takeSquare(onScreen(node, view), radiusOn(node, view));
  return { nodes: nodesWithRoom(nodes, cells, view), edges: edgesWithRoom(picture, cells, view) };
}

function nodesWithRoom(nodes: readonly PictureNode[], cells: Cells, view: View): ReadonlyMap<string, Side> {
  const found = new Map<string, Side>();
  for (const node of [...nodes].sort((a, b) => b.weight - a.weight || order(a.id, b.id))) {
    const width = captionOf(node.label).length * NODE_LETTER;
    const free = SIDES.find((side) => cells.claim(startOf(node, side, width, view), 0, width));
    if (free) found.set(node.id, free);
    else if (node.hub || node.id === view.selected) found.set(node.id, "right");
  }
  return found;
}

function edgesWithRoom(picture: Picture, cells: Cells, view: View): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (picture.edges.length > MOST_EDGES * view.zoom ** 2) return found;
  const byId = new Map(picture.nodes.map((node) => [node.id, node]));
  for (const edge of [...picture.edges].sort((a, b) => b.uses - a.uses || order(a.id, b.id))) {
    const [source, target] = [byId.get(edge.source), byId.get(edge.target)];
    if (!source || !target) continue;
    if (!isSeen({ x: (source.x + target.x) / 2, y: (source.y + target.y) / 2 }, view)) continue;
    const fitting = captionsOf(edge).find((caption) => isAlong(caption, source, target, cells, view));
    if (fitting !== undefined) found.set(edge.id, fitting);
  }
  return found;
}

function captionsOf({ label, kind }: PictureEdge): string[] {
  return kind === null ? [captionOf(label)] : [captionOf(label), captionOf(kindWords(kind))];
}

/** Where a node's label begins on one of its sides. */
function startOf(node: PictureNode, side: Side, width: number, view: View): Place {
  const { x, y } = onScreen(node, view);
  const far = radiusOn(node, view) + GAP + CELL / 2;
  switch (side) {
    case "right":
      return { x: x + far, y };
    case "left":
      return { x: x - far - width, y };
    case "above":
      return { x: x - width / 2, y: y + far };
    case "below":
      return { x: x - width / 2, y: y - far };
  }
}

/** Claim the middle of an edge for a caption, if the edge is long enough and nothing else is there. */
function isAlong(caption: string, source: PictureNode, target: PictureNode, cells: Cells, view: View): boolean {
  const [from, to] = [onScreen(source, view), onScreen(target, view)];
  const wanted = caption.length * EDGE_LETTER;
  const free = Math.hypot(to.x - from.x, to.y - from.y) - radiusOn(source, view) - radiusOn(target, view);
  if (free < wanted + CELL) return false;
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const x = (from.x + to.x) / 2 - (Math.cos(angle) * wanted) / 2;
  const y = (from.y + to.y) / 2 - (Math.sin(angle) * wanted) / 2;
  return cells.claim({ x, y }, angle, wanted);
}

function isSeen({ x, y }: Place, { middle, reach }: View): boolean {
  return Math.abs(x - middle.x) <= reach.x && Math.abs(y - middle.y) <= reach.y;
}

function onScreen({ x, y }: Place, { scale }: View): Place {
  return { x: x * scale, y: y * scale };
}

function radiusOn(node: PictureNode, { zoom }: View): number {
  return growthAt(zoom) * radiusOf(node);
}
