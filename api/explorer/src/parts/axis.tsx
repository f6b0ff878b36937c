/** Axes of a chart: a grid across with its values, labels along the bottom. */

import { type Label, placed } from "./axis-labels.ts";
import { short } from "./numbers.ts";

/** From a value to pixels. */
export type Scale = (value: number) => number;

/** Pixels around the drawing, for labels. */
export const MARGIN = { top: 8, right: 8, bottom: 22, left: 44 };

interface Props {
  width: number;
  y: readonly { at: number; value: number }[];
  x: readonly Label[];
  /** Where the drawing ends below. */
  bottom: number;
}

export function Axis({ width, y, x, bottom }: Props) {
  return (
    <>
      {y.map(({ at, value }) => (
        <g key={at}>
          <line class="grid" x1={MARGIN.left} x2={width - MARGIN.right} y1={at} y2={at} />
          <text x={MARGIN.left - 6} y={at + 4} text-anchor="end">
            {short(value)}
          </text>
        </g>
      ))}
      {placed(x, width).map(({ at, label, anchor }) => (
        <text key={at} x={at} y={bottom + 16} text-anchor={anchor}>
          {label}
        </text>
      ))}
    </>
  );
}
