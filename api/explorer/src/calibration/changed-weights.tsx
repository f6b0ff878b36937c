/** Which certainties moved between two runs. */

import type { Column } from "../parts/columns.ts";
import { kindWords } from "../parts/kind-words.ts";
import { percent } from "../parts/numbers.ts";
import { ShortTable } from "../parts/short-table.tsx";
import { type Difference, differences } from "./certainty.ts";
import type { Calibration } from "./read-calibration.ts";

const COLUMNS: Column<Difference>[] = [
  { name: "kind", value: (row) => row.kind, cell: (row) => kindWords(row.kind) },
  { name: "users, from", value: (row) => row.users, numeric: true },
  { name: "before", value: (row) => row.before, cell: (row) => percent(row.before), numeric: true },
  { name: "now", value: (row) => row.now, cell: (row) => percent(row.now), numeric: true },
  { name: "change, in points", value: (row) => row.now - row.before, cell: points, numeric: true },
];

export function ChangedWeights({ now, before }: { now: Calibration; before: Calibration }) {
  const rows = differences(before, now);
  if (rows.length === 0)
    return <p class="empty">No certainty moved by half a point: the weights were held, or agree.</p>;
  return (
    <ShortTable
      caption="Greatest change first"
      columns={COLUMNS}
      rows={rows}
      rowKey={(row) => `${row.kind} ${row.users}`}
      file="calibration-changes"
    />
  );
}

function points(row: Difference): string {
  const moved = 100 * (row.now - row.before);
  return `${moved > 0 ? "+" : "−"}${Math.abs(moved).toFixed(1)}`;
}
