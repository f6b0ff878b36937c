/** What stands out in a picture and what steps back, by what is selected and pointed at. */

import { captionOf } from "./caption.ts";
import type { Line } from "./edge-lines.ts";
import type { Picture, PictureEdge } from "./picture.ts";
import { edgeColourOf, type Theme } from "./theme.ts";

export interface Focus {
  /** The selected node. */
  readonly selected: string | null;
  /** The edge under the mouse. */
  readonly pointed: string | null;
  /** What there is room to write along edges. */
  readonly room: ReadonlyMap<string, string>;
}

/** How much is seen of what is far from the selected node. */
export const FAR = 0.2;
/** How much is seen of an edge that is not pointed at: the less, the more of them lie upon one another. */
const EDGE = 0.5;
const CROWD = 200;

/** The lines to draw, the most important last. */
export function linesOf(picture: Picture, focus: Focus, theme: Theme): Line[] {
  const faint = EDGE * Math.min(1, Math.sqrt(CROWD / picture.edges.length));
  const rest = focus.selected === null ? faint : faint * FAR;
  const lines = picture.edges.map((edge) => ({
    edge,
    colour: edgeColourOf(theme, edge),
    opacity: isNear(edge, focus) ? 1 : rest,
  }));
  return lines.sort((a, b) => a.opacity - b.opacity || a.edge.uses - b.edge.uses);
}

function isNear({ id, source, target }: PictureEdge, { selected, pointed }: Focus): boolean {
  return id === pointed || source === selected || target === selected;
}

/** The edges that have something written along them, and what: all of its label along the one that is pointed at. */
export function captionsOfEdges(picture: Picture, { pointed, room }: Focus): [PictureEdge, string][] {
  const captions: [PictureEdge, string][] = [];
  for (const edge of picture.edges) {
    const caption = edge.id === pointed ? captionOf(edge.label) : room.get(edge.id);
    if (caption !== undefined) captions.push([edge, caption]);
  }
  return captions;
}
