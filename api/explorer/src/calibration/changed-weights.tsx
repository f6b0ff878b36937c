/** Which certainties moved between two runs, and which only one of them has. */

import type { Column } from "../parts/columns.ts";
import { kindWords } from "../parts/kind-words.ts";
import { count, percent } from "../parts/numbers.ts";
import { ShortTable } from "../parts/short-table.tsx";
import { sizeWords } from "../parts/size-words.ts";
import { change, type Difference, differences } from "./certainty.ts";
import type { Calibration } from "./read-calibration.ts";

const COLUMNS: Column<Difference>[] = [
  { name: "kind", value: (row) => row.kind, cell: (row) => kindWords(row.kind) },
  { name: "from", value: (row) => `${count(row.users)} ${sizeWords(row.kind)}` },
  { name: "before", value: (row) => row.before, cell: (row) => learnt(row.before), numeric: true },
  { name: "now", value: (row) => row.now, cell: (row) => learnt(row.now), numeric: true },
  { name: "change, in points", value: change, cell: points, numeric: true },
];

export function ChangedWeights({ now, before }: { now: Calibration; before: Calibration }) {
  const rows = differences(before, now);
  if (rows.length === 0)
    return <p class="empty">No certainty moved by half a point, and both runs learnt the same sizes.</p>;
  return (
    <ShortTable
      caption="Greatest change first, then what only one of the two runs learnt"
      columns={COLUMNS}
      rows={rows}
      rowKey={(row) => `${row.kind} ${row.users}`}
      file="calibration-changes"
    />
  );
}

function learnt(certainty: number | null): string {
  return certainty === null ? "not learnt" : percent(certainty);
}

function points(row: Difference): string {
  const moved = 100 * (change(row) ?? 0);
  if (moved === 0) return "";
  return `${moved > 0 ? "+" : "−"}${Math.abs(moved).toFixed(1)}`;
}
