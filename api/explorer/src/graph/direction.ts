/** Which node an arrow key leads to. */

import { neighboursOf, type Picture, type PictureNode } from "./picture.ts";

export type Direction = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

const AHEAD: Readonly<Record<Direction, readonly [number, number]>> = {
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

export function isDirection(key: string): key is Direction {
  return key in AHEAD;
}

/** The neighbour in that direction, or else the nearest node there, so that keys reach every node; null at the rim. */
export function nextNode(picture: Picture, from: string | null, direction: Direction): PictureNode | null {
  const here = picture.nodes.find((node) => node.id === from);
  if (!here) return largest(picture);
  const tied = (neighboursOf(picture).get(here.id) ?? []).map((neighbour) => neighbour.node);
  return nearest(here, tied, direction) ?? nearest(here, picture.nodes, direction);
}

function largest(picture: Picture): PictureNode | null {
  return picture.nodes.reduce<PictureNode | null>(
    (most, node) => (most && most.count >= node.count ? most : node),
    null,
  );
}

function nearest(here: PictureNode, nodes: readonly PictureNode[], direction: Direction): PictureNode | null {
  const [dx, dy] = AHEAD[direction];
  let best: PictureNode | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const node of nodes) {
    const along = (node.x - here.x) * dx + (node.y - here.y) * dy;
    const aside = Math.abs((node.x - here.x) * dy) + Math.abs((node.y - here.y) * dx);
    if (node === here || along <= 0 || aside > along) continue;
    const far = along + 2 * aside;
    if (far < least) [best, least] = [node, far];
  }
  return best;
}
