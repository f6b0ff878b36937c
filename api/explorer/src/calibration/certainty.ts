/** What was learnt, as certainties by kind and number of users; as linkage/evidence/corroboration.py has it. */

import type { Calibration } from "./read-calibration.ts";

/** Corroboration above chance at which two users belong together as likely as not. */
const HALF = 0.05;
/** No sharing counts as more certain than this. */
const SURE = 0.95;
/** Labels move no certainty beyond this, or as near to none. */
const FARTHEST = 0.99;

export interface Step {
  /** From so many users on, up to twice as many; of moments, from so many times what chance gives on. */
  users: number;
  pairs: number;
  corroborated: number;
  certainty: number;
}

/** The sizes of a kind that were learnt from pairs; those without have nothing but a presumption. */
export function stepsOf(calibration: Calibration, kind: string): Step[] {
  const place = calibration.kinds.indexOf(kind);
  const shares = calibration.share.at(-1)?.[place] ?? [];
  const chance = calibration.chance.at(-1) ?? 0;
  return shares.flatMap((corroborated, size) => {
    const pairs = calibration.pairs[place]?.[size] ?? 0;
    const moved = calibration.moved[place]?.[size] ?? 0;
    return pairs === 0
      ? []
      : [{ users: 2 ** size, pairs, corroborated, certainty: certainty(corroborated, chance, moved) }];
  });
}

/** How likely two users belong together; labels move its log-odds. */
export function certainty(corroborated: number, chance: number, moved = 0): number {
  const above = Math.max(corroborated - chance, 0);
  const learnt = Math.min(above / (above + HALF), SURE);
  if (moved === 0 || (learnt === 0 && moved < 0)) return learnt;
  const bounded = Math.min(Math.max(learnt, 1 - FARTHEST), FARTHEST);
  const odds = Math.log(bounded / (1 - bounded)) + moved;
  return Math.min(1 / (1 + Math.exp(-odds)), SURE);
}

/** What two runs learnt of one size of a kind; null where one of them learnt nothing of it. */
export interface Difference {
  kind: string;
  users: number;
  before: number | null;
  now: number | null;
}

/** What two runs learnt differently, the greatest difference first, then what only one of them learnt. */
export function differences(before: Calibration, now: Calibration, least = 0.005): Difference[] {
  const kinds = [...new Set([...now.kinds, ...before.kinds])];
  const all = kinds.flatMap((kind) => ofKind(kind, stepsOf(before, kind), stepsOf(now, kind)));
  const far = (one: Difference) => Math.abs(change(one) ?? 0);
  const moved = all.filter((one) => far(one) >= least).sort((one, other) => far(other) - far(one));
  return [...moved, ...all.filter((one) => change(one) === null)];
}

/** How far a certainty moved; null where only one of the two is known. */
export function change({ before, now }: Difference): number | null {
  return before === null || now === null ? null : now - before;
}

function ofKind(kind: string, before: readonly Step[], now: readonly Step[]): Difference[] {
  const earlier = new Map(before.map((step) => [step.users, step.certainty]));
  const later = new Map(now.map((step) => [step.users, step.certainty]));
  const sizes = [...new Set([...earlier.keys(), ...later.keys()])].sort((one, other) => one - other);
  return sizes.map((users) => ({ kind, users, before: earlier.get(users) ?? null, now: later.get(users) ?? null }));
}
