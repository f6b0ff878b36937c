/** Everything the account used, latest use first. */

import { listIdentifiersOfAccount } from "../api/read.ts";
import type { IdentifierOfAccount } from "../api/types.ts";
import { useAnswer } from "../app/answer.ts";
import type { Column } from "../parts/columns.ts";
import { IdentifierChip, Value } from "../parts/names.tsx";
import { Panel } from "../parts/panel.tsx";
import { ShortTable } from "../parts/short-table.tsx";
import { Time } from "../parts/time.tsx";

const COLUMNS: Column<IdentifierOfAccount>[] = [
  {
    name: "identifier",
    value: (row) => `${row.kind} ${row.ref}`,
    cell: (row) => <IdentifierChip kind={row.kind} reference={row.ref} />,
  },
  { name: "value as stored", value: (row) => row.value, cell: (row) => <Value text={row.value} /> },
  { name: "accounts", value: (row) => row.accounts, numeric: true },
  { name: "times seen", value: (row) => row.count, numeric: true },
  { name: "first use (UTC)", value: (row) => row.first_seen, cell: (row) => <Time at={row.first_seen} /> },
  { name: "last use (UTC)", value: (row) => row.last_seen, cell: (row) => <Time at={row.last_seen} /> },
];

export function Identifiers({ id }: { id: string }) {
  const answer = useAnswer(`identifiers of ${id}`, (signal) => listIdentifiersOfAccount(id, null, signal));
  return (
    <Panel
      title="Identifiers"
      answer={answer}
      reserve={16}
      cypher={{ name: "list_identifiers_of_account", params: { account: id } }}
      empty={({ items }) => items.length === 0 && "It used none."}
    >
      {({ items, next }) => (
        <ShortTable
          caption="Latest use first"
          columns={COLUMNS}
          rows={items}
          rowKey={(row) => row.ref}
          file={`${id}-identifiers`}
          truncated={next !== null}
        />
      )}
    </Panel>
  );
}
