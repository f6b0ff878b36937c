/** The kinds side by side: how many values, how often shared, how often that says nothing, and what it is worth. */

import type { KindQuality } from "../api/types.ts";
import { Bar } from "../parts/bar.tsx";
import type { Column } from "../parts/columns.ts";
import { kindWords } from "../parts/kind-words.ts";
import { ShortTable } from "../parts/short-table.tsx";

const COLUMNS: Column<KindQuality>[] = [
  { name: "kind", value: (row) => row.kind, cell: (row) => kindWords(row.kind) },
  { name: "group", value: (row) => row.group, cell: (row) => kindWords(row.group) },
  { name: "values", value: (row) => row.identifiers, numeric: true },
  { name: "leases", value: (row) => row.leases, numeric: true },
  { name: "shared", value: (row) => row.shared, numeric: true },
  {
    name: "of the shared, say nothing",
    value: (row) => row.collision_rate,
    cell: (row) =>
      row.collision_rate === null ? "none shared" : <Bar share={row.collision_rate} side="against" wide />,
  },
  {
    name: "churn: leases a value",
    value: (row) => row.churn,
    cell: (row) => row.churn?.toFixed(2) ?? "no values",
    numeric: true,
  },
  { name: "certainty, fewest users", value: certainty, cell: (row) => <Certainty share={certainty(row)} /> },
  { name: "hubs", value: (row) => row.hubs.reduce((sum, hub) => sum + hub.hubs, 0), numeric: true },
];

export function Kinds({ kinds }: { kinds: readonly KindQuality[] }) {
  return (
    <ShortTable
      caption="A value that changed hands is several leases"
      columns={COLUMNS}
      rows={kinds}
      rowKey={(row) => row.kind}
      file="quality"
      first={40}
    />
  );
}

function certainty(kind: KindQuality): number | null {
  return kind.sizes[0]?.share ?? null;
}

function Certainty({ share }: { share: number | null }) {
  return share === null ? <>none shared</> : <Bar share={share} wide />;
}
