/** The legend of a saved picture: away from the page nothing else says what its colours mean. */

import { kindWords } from "../parts/kind-words.ts";
import { count } from "../parts/numbers.ts";
import { type LegendEntry, legendOf } from "./legend-entries.ts";
import type { Picture } from "./picture.ts";
import { colourOf, type Theme } from "./theme.ts";
import { element, escaped } from "./xml.ts";

const MARGIN = 24;
const ROW = 20;
const MARK = 6;

/** Lines of marks and words beside `left`, the lowest of them a row above `bottom`. */
export function svgLegend(picture: Picture, theme: Theme, left: number, bottom: number): string {
  const rows = legendOf(picture).map((entry) => ({
    mark: entry,
    words: `${kindWords(entry.kind)} (${count(entry.count)})`,
  }));
  const notes = notesOf(picture).map((words) => ({ mark: null, words }));
  const lines = [...rows, ...notes];
  const written = lines.map(({ mark, words }, number) => {
    const y = bottom - (lines.length - number) * ROW;
    const text = element("text", { x: left + MARGIN + (mark ? 3 * MARK : -MARK), y: y + 4 }, escaped(words));
    return (mark ? markAt(mark, left + MARGIN, y, theme) : "") + text;
  });
  return element("g", { class: "legend", "font-size": 13, fill: theme.text }, written.join("\n"));
}

function markAt(entry: LegendEntry, x: number, y: number, theme: Theme): string {
  const fill = colourOf(theme, entry);
  if (entry.shape === "circle") return element("circle", { cx: x, cy: y, r: MARK, fill });
  return element("rect", { x: x - MARK, y: y - MARK, width: 2 * MARK, height: 2 * MARK, fill });
}

function notesOf({ nodes }: Picture): string[] {
  return [
    ...(nodes.some((node) => node.flaggedShare !== null) ? ["filled from below: the flagged share"] : []),
    ...(nodes.some((node) => node.canOpen) ? ["rim: stands for several"] : []),
    ...(nodes.some((node) => node.hub) ? ["diamond: a hub, used by 2 % of the cluster or more"] : []),
  ];
}
