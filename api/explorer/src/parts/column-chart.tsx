/** Columns over time: what came stands above the line, what ended hangs below. */

import { Axis, MARGIN, type Scale } from "./axis.tsx";
import type { Bin } from "./bins.ts";
import type { Column } from "./columns.ts";
import { Figure, type Series } from "./figure.tsx";
import { ticks } from "./numbers.ts";
import { day } from "./times.ts";

interface Props {
  caption: string;
  description: string;
  bins: readonly Bin[];
  /** One for each value of a bin. */
  series: readonly (Series & { below?: boolean })[];
  file: string;
  height?: number;
}

export function ColumnChart({ caption, description, bins, series, file, height = 200 }: Props) {
  const columns: Column<Bin>[] = [
    { name: "from (UTC)", value: (bin) => day(bin.at) },
    ...series.map((one, place) => ({ name: one.name, value: (bin: Bin) => bin.values[place] ?? 0, numeric: true })),
  ];
  const table = { columns, rows: bins, rowKey: (bin: Bin) => String(bin.at), file };
  return (
    <Figure
      {...{ caption, description, series, height, table }}
      draw={(width) => <Columns {...{ bins, series, width, height }} />}
    />
  );
}

interface Drawn {
  bins: readonly Bin[];
  series: readonly (Series & { below?: boolean })[];
  width: number;
  height: number;
}

function Columns({ bins, series, width, height }: Drawn) {
  const greatest = (below: boolean) => Math.max(...bins.map((bin) => stacked(bin, series, below)), 0);
  const up = ticks(greatest(false), 3);
  const down = greatest(true) > 0 ? ticks(greatest(true), 2) : [0];
  const top = up.at(-1) ?? 1;
  const bottom = -(down.at(-1) ?? 0);
  const inner = height - MARGIN.top - MARGIN.bottom;
  const y: Scale = (value) => MARGIN.top + ((top - value) / (top - bottom)) * inner;
  const step = (width - MARGIN.left - MARGIN.right) / Math.max(bins.length, 1);
  const x = (place: number) => MARGIN.left + place * step;
  const marks = [...up, ...down.slice(1).map((value) => -value)];
  return (
    <>
      <Axis
        width={width}
        y={marks.map((value) => ({ at: y(value), value: Math.abs(value) }))}
        x={bins.map((bin, place) => ({ at: x(place) + step / 2, label: day(bin.at) }))}
        bottom={height - MARGIN.bottom}
      />
      {bins.map((bin, place) => (
        <g key={bin.at}>
          {pieces(bin, series).map((piece) => (
            <rect
              key={piece.name}
              class={`column series-${piece.colour}${piece.hollow ? " hatched" : ""}`}
              x={x(place) + step * 0.1}
              y={y(piece.to)}
              width={Math.max(step * 0.8, 0.6)}
              height={y(piece.from) - y(piece.to)}
            />
          ))}
          <title>{`${day(bin.at)}: ${series.map((one, i) => `${one.name} ${bin.values[i] ?? 0}`).join(", ")}`}</title>
        </g>
      ))}
      <line class="axis" x1={MARGIN.left} x2={width - MARGIN.right} y1={y(0)} y2={y(0)} />
    </>
  );
}

function stacked(bin: Bin, series: Drawn["series"], below: boolean): number {
  return series.reduce((sum, one, place) => sum + ((one.below ?? false) === below ? (bin.values[place] ?? 0) : 0), 0);
}

/** The pieces of one column, each from a lower to a higher value. */
function pieces(bin: Bin, series: Drawn["series"]) {
  let above = 0;
  let below = 0;
  return series.flatMap((one, place) => {
    const value = bin.values[place] ?? 0;
    if (value === 0) return [];
    if (one.below) {
      below += value;
      return [{ ...one, from: -below, to: value - below }];
    }
    above += value;
    return [{ ...one, from: above - value, to: above }];
  });
}
