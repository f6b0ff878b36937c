/** The columns of what members share: each identifier by its reach inside and outside. */

import type { SharedIdentifier } from "../api/types.ts";
import type { Column } from "../parts/columns.ts";
import { IdentifierChip, Value } from "../parts/names.tsx";
import { Time } from "../parts/time.tsx";

type Cell = Column<SharedIdentifier>;

const CHIP: Cell = {
  name: "identifier",
  width: 16,
  value: (row) => `${row.kind} ${row.ref}`,
  cell: (row) => <IdentifierChip kind={row.kind} reference={row.ref} />,
};
const REACH: Cell[] = [
  { name: "members", width: 6, value: (row) => row.members, numeric: true },
  { name: "accounts elsewhere", width: 9, value: (row) => row.accounts - row.members, numeric: true },
];

export const IN_SHORT: Cell[] = [CHIP, ...REACH];

export const IN_FULL: Cell[] = [
  CHIP,
  { name: "value as stored", width: 16, value: (row) => row.value, cell: (row) => <Value text={row.value} /> },
  ...REACH,
  { name: "first seen (UTC)", width: 10, value: (row) => row.first_seen, cell: (row) => <Time at={row.first_seen} /> },
  { name: "last seen (UTC)", width: 10, value: (row) => row.last_seen, cell: (row) => <Time at={row.last_seen} /> },
];
