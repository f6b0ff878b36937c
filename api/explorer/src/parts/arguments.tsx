/** What speaks for or against, each with its weight as a bar and its sentence. */

import type { Argument } from "../api/types.ts";
import { Sentence } from "./sentence.tsx";

interface Props {
  list: readonly Argument[];
  side: "for" | "against";
  /** The weight that a whole bar stands for. */
  most: number;
}

export function Arguments({ list, side, most }: Props) {
  return (
    <ol class="arguments">
      {list.map((argument) => (
        <li key={argument.code}>
          <Weight weight={argument.weight} side={side} most={most} />
          <Sentence text={argument.sentence} />
        </li>
      ))}
    </ol>
  );
}

/** Weights are log-odds; an argument without one says how chance stands to the whole. */
function Weight({ weight, side, most }: { weight: number; side: "for" | "against"; most: number }) {
  if (weight === 0) return <span class="none">of the whole</span>;
  const width = `${100 * Math.min(Math.abs(weight) / Math.max(most, 1e-9), 1)}%`;
  return (
    <span class={`bar ${side} wide`} title="weight in log-odds">
      <span class="track" aria-hidden="true">
        <span style={{ width }} />
      </span>
      {Math.abs(weight).toFixed(1)}
    </span>
  );
}

/** The greatest weight among arguments of both sides, so that their bars compare. */
export function greatestWeight(...sides: readonly (readonly Argument[])[]): number {
  return Math.max(...sides.flat().map((argument) => Math.abs(argument.weight)), 0);
}
