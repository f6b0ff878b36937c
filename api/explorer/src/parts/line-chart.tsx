/** Lines over a number of users (2, 4, 8, …) or another row of steps of equal width. */

import { Axis, MARGIN, type Scale } from "./axis.tsx";
import type { Column } from "./columns.ts";
import { Figure, type Series } from "./figure.tsx";
import { ticks } from "./numbers.ts";

export interface Line extends Series {
  /** One for each step; null where nothing is known. */
  values: readonly (number | null)[];
}

interface Props {
  caption: string;
  description: string;
  /** What the steps are called, for the table. */
  along: string;
  steps: readonly string[];
  lines: readonly Line[];
  /** Greatest value of the axis; as much as is needed where not given. */
  most?: number;
  file: string;
  height?: number;
}

export function LineChart(props: Props) {
  const { caption, description, along, steps, lines, file, height = 170 } = props;
  const columns: Column<number>[] = [
    { name: along, value: (place) => steps[place] ?? "" },
    ...lines.map((line) => ({
      name: line.name,
      value: (place: number) => line.values[place] ?? null,
      numeric: true,
      cell: (place: number) => written(line.values[place]),
    })),
  ];
  const table = { columns, rows: steps.map((_, place) => place), rowKey: String, file };
  return (
    <Figure
      {...{ caption, description, series: lines, height, table }}
      draw={(width) => <Lines {...props} width={width} height={height} />}
    />
  );
}

function Lines({ steps, lines, most, width, height }: Props & { width: number; height: number }) {
  const greatest = most ?? Math.max(...lines.flatMap((line) => line.values.map((value) => value ?? 0)));
  const marks = ticks(greatest, 4);
  const top = marks.at(-1) ?? 1;
  const bottom = height - MARGIN.bottom;
  const y: Scale = (value) => bottom - (value / top) * (bottom - MARGIN.top);
  const apart = (width - MARGIN.left - MARGIN.right - 16) / Math.max(steps.length - 1, 1);
  const x: Scale = (place) => MARGIN.left + 8 + place * apart;
  return (
    <>
      <Axis
        width={width}
        y={marks.map((value) => ({ at: y(value), value }))}
        x={steps.map((label, place) => ({ at: x(place), label }))}
        bottom={bottom}
      />
      {lines.map((line) => (
        <g key={line.name} class={`series-${line.colour}`}>
          <path class={line.hollow ? "line dashed" : "line"} d={path(line.values, x, y)} />
          {steps.length <= 40 &&
            line.values.map((value, place) =>
              value === null ? null : (
                <circle key={place} class="dot" cx={x(place)} cy={y(value)} r="2.5">
                  <title>{`${line.name}, ${steps[place]}: ${written(value)}`}</title>
                </circle>
              ),
            )}
        </g>
      ))}
    </>
  );
}

/** The line through what is known, broken where something is not. */
function path(values: readonly (number | null)[], x: Scale, y: Scale): string {
  let isDown = false;
  return values
    .map((value, place) => {
      const move = value === null ? "" : `${isDown ? "L" : "M"}${x(place).toFixed(1)} ${y(value).toFixed(1)}`;
      isDown = value !== null;
      return move;
    })
    .join("");
}

function written(value: number | null | undefined): string {
  if (value === null || value === undefined) return "";
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
