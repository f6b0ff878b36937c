/** Which edge is under the mouse. */

import type { Place } from "./cells.ts";
import type { PictureEdge } from "./picture.ts";

/** Pixels from the line within which it counts. */
const NEAR = 5;

export function edgeAt(
  point: Place,
  edges: readonly PictureEdge[],
  placeOf: (id: string) => Place | undefined,
): PictureEdge | null {
  let nearest: PictureEdge | null = null;
  let least = NEAR;
  for (const edge of edges) {
    const [from, to] = [placeOf(edge.source), placeOf(edge.target)];
    if (!from || !to) continue;
    const far = distance(point, from, to);
    if (far < least) [nearest, least] = [edge, far];
  }
  return nearest;
}

/** From a point to the nearest point of the line between two others. */
function distance(point: Place, from: Place, to: Place): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx ** 2 + dy ** 2 || 1;
  const along = Math.min(1, Math.max(0, ((point.x - from.x) * dx + (point.y - from.y) * dy) / length));
  return Math.hypot(point.x - from.x - along * dx, point.y - from.y - along * dy);
}
