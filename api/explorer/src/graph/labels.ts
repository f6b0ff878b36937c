/**
 * Which labels have room, and on which side: first hubs, then what stands for most. A hub's and the selected node's label
 * may stand upon nodes and lines; no label stands upon another.
 */

import { kindWords } from "../parts/kind-words.ts";
import { captionOf } from "./caption.ts";
import { CELL, Cells, type Place, type Stroke } from "./cells.ts";
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
  /** The selected node; null for none. */
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
  const isWanted = (node: PictureNode): boolean => node.hub || node.id === view.selected;
  const first = (a: PictureNode, b: PictureNode): number => Number(isWanted(b)) - Number(isWanted(a));
  for (const node of [...nodes].sort((a, b) => first(a, b) || b.weight - a.weight || order(a.id, b.id))) {
    const [best] = SIDES.map((side) => ({ side, stroke: strokeOf(node, side, view) }))
      .filter(({ stroke }) => !cells.isWritten(stroke))
      .map(({ side, stroke }) => ({ side, stroke, taken: cells.taken(stroke) }))
      .sort((a, b) => a.taken - b.taken);
    if (!best || (best.taken > 0 && !isWanted(node))) continue;
    cells.write(best.stroke);
    found.set(node.id, best.side);
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
    for (const caption of captionsOf(edge)) {
      const stroke = strokeAlong(caption, source, target, view);
      if (!stroke || cells.taken(stroke) > 0) continue;
      cells.write(stroke);
      found.set(edge.id, caption);
      break;
    }
  }
  return found;
}

function captionsOf({ label, kind }: PictureEdge): string[] {
  return kind === null ? [captionOf(label)] : [captionOf(label), captionOf(kindWords(kind))];
}

/** Where a node's label stands on one of its sides. */
function strokeOf(node: PictureNode, side: Side, view: View): Stroke {
  const { x, y } = onScreen(node, view);
  const length = captionOf(node.label).length * NODE_LETTER;
  const far = radiusOn(node, view) + GAP + CELL / 2;
  const starts: Record<Side, Place> = {
    right: { x: x + far, y },
    left: { x: x - far - length, y },
    above: { x: x - length / 2, y: y + far },
    below: { x: x - length / 2, y: y - far },
  };
  return { start: starts[side], angle: 0, length };
}

/** Where a caption stands in the middle of an edge; null where the edge is too short for it. */
function strokeAlong(caption: string, source: PictureNode, target: PictureNode, view: View): Stroke | null {
  const [from, to] = [onScreen(source, view), onScreen(target, view)];
  const length = caption.length * EDGE_LETTER;
  const free = Math.hypot(to.x - from.x, to.y - from.y) - radiusOn(source, view) - radiusOn(target, view);
  if (free < length + CELL) return null;
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const x = (from.x + to.x) / 2 - (Math.cos(angle) * length) / 2;
  const y = (from.y + to.y) / 2 - (Math.sin(angle) * length) / 2;
  return { start: { x, y }, angle, length };
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
