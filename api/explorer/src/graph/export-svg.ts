/** The graph as an SVG file of its own, as it stands in the picture rather than on the screen. */

import { captionOf } from "./caption.ts";
import type { Place } from "./cells.ts";
import { GAP, labelsWithRoom, type Side, type View } from "./labels.ts";
import { type Picture, type PictureEdge, type PictureNode, radiusOf, widthOf } from "./picture.ts";
import { svgLegend } from "./svg-legend.ts";
import { colourOf, edgeColourOf, type Theme } from "./theme.ts";
import { element, escaped } from "./xml.ts";

const LEGEND_WIDTH = 340;
const GRAPH_WIDTH = 2000;
export const SVG_WIDTH = LEGEND_WIDTH + GRAPH_WIDTH;
export const SVG_HEIGHT = 1600;
const MARGIN = 120;
const SCALE = SVG_HEIGHT / 2 - MARGIN;

const WHOLE: View = {
  scale: SCALE,
  zoom: 1,
  middle: { x: 0, y: 0 },
  reach: { x: Infinity, y: Infinity },
  selected: null,
};

export function asSvg(picture: Picture, theme: Theme, title: string): string {
  const places = new Map(picture.nodes.map((node) => [node.id, placeOf(node)]));
  const room = labelsWithRoom(picture, WHOLE);
  const inside = [
    element("title", {}, escaped(title)),
    element("rect", { x: -LEGEND_WIDTH, width: SVG_WIDTH, height: SVG_HEIGHT, fill: theme.ground }),
    element("g", { "stroke-opacity": 0.5 }, picture.edges.map((edge) => line(edge, places, theme)).join("\n")),
    ...picture.nodes.map((node) => mark(node, theme)),
    element(
      "g",
      textStyle(theme, 10, theme.muted),
      picture.edges.map((edge) => edgeLabel(edge, places, room.edges.get(edge.id))).join("\n"),
    ),
    element(
      "g",
      textStyle(theme, 13, theme.text),
      picture.nodes.map((node) => nodeLabel(node, room.nodes.get(node.id))).join("\n"),
    ),
    svgLegend(picture, theme, -LEGEND_WIDTH, SVG_HEIGHT),
  ].join("\n");
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    width: SVG_WIDTH,
    height: SVG_HEIGHT,
    viewBox: `${-LEGEND_WIDTH} 0 ${SVG_WIDTH} ${SVG_HEIGHT}`,
    "font-family": "system-ui, sans-serif",
  };
  return `${element("svg", attributes, inside)}\n`;
}

/** Text that lines and marks do not swallow: a rim of the ground's colour behind the letters. */
function textStyle(theme: Theme, size: number, fill: string): Record<string, string | number> {
  return { "font-size": size, fill, stroke: theme.ground, "stroke-width": 3, "paint-order": "stroke" };
}

function placeOf(node: PictureNode): Place {
  return { x: rounded(GRAPH_WIDTH / 2 + node.x * SCALE), y: rounded(SVG_HEIGHT / 2 - node.y * SCALE) };
}

function line(edge: PictureEdge, places: ReadonlyMap<string, Place>, theme: Theme): string {
  const from = places.get(edge.source);
  const to = places.get(edge.target);
  if (!from || !to) return "";
  const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
  const style = { stroke: edgeColourOf(theme, edge), "stroke-width": rounded(widthOf(edge)) };
  return element("line", { ...ends, ...style }, element("title", {}, escaped(edge.label)));
}

/** An edge's label in its middle, upright. */
function edgeLabel(edge: PictureEdge, places: ReadonlyMap<string, Place>, caption: string | undefined): string {
  const from = places.get(edge.source);
  const to = places.get(edge.target);
  if (!from || !to || caption === undefined) return "";
  const [x, y] = [rounded((from.x + to.x) / 2), rounded((from.y + to.y) / 2)];
  const slope = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  const upright = rounded(Math.abs(slope) > 90 ? slope + 180 : slope);
  return element(
    "text",
    { x, y, "text-anchor": "middle", transform: `rotate(${upright} ${x} ${y})` },
    escaped(caption),
  );
}

function nodeLabel(node: PictureNode, side: Side | undefined): string {
  if (!side) return "";
  const { x, y } = placeOf(node);
  const far = radiusOf(node) + GAP;
  const places: Record<Side, Record<string, string | number>> = {
    right: { x: rounded(x + far), y: y + 4 },
    left: { x: rounded(x - far), y: y + 4, "text-anchor": "end" },
    above: { x, y: rounded(y - far), "text-anchor": "middle" },
    below: { x, y: rounded(y + far + 9), "text-anchor": "middle" },
  };
  return element("text", places[side], escaped(captionOf(node.label)));
}

function mark(node: PictureNode, theme: Theme): string {
  const { x, y } = placeOf(node);
  const radius = rounded(radiusOf(node));
  const rim = node.canOpen ? { stroke: theme.text, "stroke-width": 1.5 } : {};
  const shape = outline(node.shape, x, y, radius, { fill: colourOf(theme, node), ...rim });
  const level = node.flaggedShare ? flaggedPart(x, y, radius, node.flaggedShare, theme) : "";
  return element("g", {}, element("title", {}, escaped(node.label)) + shape + level);
}

function outline(shape: string, x: number, y: number, radius: number, style: Record<string, string | number>): string {
  if (shape === "circle") return element("circle", { cx: x, cy: y, r: radius, ...style });
  const corners = { x: rounded(x - radius), y: rounded(y - radius), width: 2 * radius, height: 2 * radius };
  const turned = shape === "diamond" ? { transform: `rotate(45 ${x} ${y})` } : {};
  return element("rect", { ...corners, ...style, ...turned });
}

/** The flagged part of a circle of accounts, as a level that rises from below. */
function flaggedPart(x: number, y: number, radius: number, share: number, theme: Theme): string {
  if (share >= 1) return element("circle", { cx: x, cy: y, r: radius - 1, fill: theme.flagged });
  const inner = radius - 1;
  const level = y + inner - 2 * inner * share;
  const half = Math.sqrt(Math.max(0, inner ** 2 - (level - y) ** 2));
  const [left, right] = [rounded(x - half), rounded(x + half)];
  const arc = `A${inner} ${inner} 0 ${share > 0.5 ? 1 : 0} 0 ${right} ${rounded(level)}`;
  return element("path", { d: `M${left} ${rounded(level)} ${arc}Z`, fill: theme.flagged });
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
