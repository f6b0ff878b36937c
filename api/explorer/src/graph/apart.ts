/** Nodes pushed apart until none lies upon another, within the frame of a picture. */

import type { Place } from "./cells.ts";

export interface Disc extends Place {
  readonly radius: number;
  /** It stays where it is, and others give way. */
  readonly isFixed: boolean;
}

interface Moving {
  readonly disc: Disc;
  x: number;
  y: number;
}

const ROUNDS = 60;

/** Where the discs are then, in their order; always the same way. */
export function apart(discs: readonly Disc[], frame: Place): Place[] {
  const moving = discs.map((disc): Moving => ({ disc, x: disc.x, y: disc.y }));
  const byPlace = [...moving];
  for (let round = 0; round < ROUNDS; round++) {
    for (const one of moving) bringIn(one, frame);
    byPlace.sort((a, b) => a.x - b.x);
    if (!pushed(byPlace)) break;
  }
  for (const one of moving) bringIn(one, frame);
  return moving.map(({ x, y }) => ({ x, y }));
}

function bringIn(one: Moving, frame: Place): void {
  if (one.disc.isFixed) return;
  one.x = Math.min(frame.x, Math.max(-frame.x, one.x));
  one.y = Math.min(frame.y, Math.max(-frame.y, one.y));
}

/** Push all that overlap, given in the order of x, and say whether any did. */
function pushed(byPlace: readonly Moving[]): boolean {
  const widest = byPlace.reduce((most, { disc }) => Math.max(most, disc.radius), 0);
  let any = false;
  byPlace.forEach((one, number) => {
    for (let next = number + 1; next < byPlace.length; next++) {
      const other = byPlace[next];
      if (!other || other.x - one.x > one.disc.radius + widest) break;
      if (push(one, other, number)) any = true;
    }
  });
  return any;
}

/** Push two that overlap half of the way each, or one of them all of it. */
function push(one: Moving, other: Moving, number: number): boolean {
  if (one.disc.isFixed && other.disc.isFixed) return false;
  const far = Math.hypot(other.x - one.x, other.y - one.y);
  const overlap = one.disc.radius + other.disc.radius - far;
  if (overlap <= 0) return false;
  // Two at one place part in a direction that their number tells.
  const x = far > 0 ? (other.x - one.x) / far : Math.cos(number);
  const y = far > 0 ? (other.y - one.y) / far : Math.sin(number);
  const share = one.disc.isFixed || other.disc.isFixed ? overlap : overlap / 2;
  shift(one, -x * share, -y * share);
  shift(other, x * share, y * share);
  return true;
}

function shift(one: Moving, x: number, y: number): void {
  if (one.disc.isFixed) return;
  one.x += x;
  one.y += y;
}
