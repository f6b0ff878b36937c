/** Identifiers of many accounts, by kind and by what they seem to be. */

import type { HubClass, KindQuality } from "../api/types.ts";
import type { Column } from "../parts/columns.ts";
import { kindWords } from "../parts/kind-words.ts";
import { IdentifierChip } from "../parts/names.tsx";
import { ShortTable } from "../parts/short-table.tsx";

type Row = HubClass & { kind: string };

const COLUMNS: Column<Row>[] = [
  { name: "kind", value: (row) => row.kind, cell: (row) => kindWords(row.kind) },
  { name: "hub class", value: (row) => row.name, cell: (row) => kindWords(row.name) },
  { name: "hubs", value: (row) => row.hubs, numeric: true },
  { name: "users at most", value: (row) => row.users, numeric: true },
  { name: "largest", value: (row) => row.largest.join(" "), cell: (row) => <Largest row={row} /> },
];

export function Hubs({ kinds }: { kinds: readonly KindQuality[] }) {
  const rows = kinds.flatMap(({ kind, hubs }) => hubs.map((hub) => ({ ...hub, kind })));
  return (
    <ShortTable
      caption="By kind, most hubs first"
      columns={COLUMNS}
      rows={rows}
      rowKey={(row) => `${row.kind} ${row.name}`}
      file="hubs"
      first={30}
    />
  );
}

function Largest({ row }: { row: Row }) {
  return (
    <>
      {row.largest.map((ref) => (
        <IdentifierChip key={ref} kind={row.kind} reference={ref} />
      ))}
    </>
  );
}
