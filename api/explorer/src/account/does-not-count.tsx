/** What the account used that ties it to nobody, and why. */

import type { Explanation, Tie } from "../api/types.ts";
import type { Answer } from "../app/answer.ts";
import type { Column } from "../parts/columns.ts";
import { IdentifierChip } from "../parts/names.tsx";
import { Panel } from "../parts/panel.tsx";
import { ShortTable } from "../parts/short-table.tsx";

const COLUMNS: Column<Tie>[] = [
  {
    name: "identifier",
    value: (tie) => `${tie.kind} ${tie.ref}`,
    cell: (tie) => <IdentifierChip kind={tie.kind} reference={tie.ref} />,
  },
  { name: "why not", value: (tie) => tie.sentence },
  { name: "accounts", value: (tie) => tie.accounts, numeric: true },
];

export function DoesNotCount({ id, answer }: { id: string; answer: Answer<Explanation> }) {
  return (
    <Panel
      title="What does not count, and why"
      answer={answer}
      reserve={6}
      cypher={{ name: "list_evidence_of_account", params: { account: id } }}
      empty={({ others, ties }) =>
        others.length === 0 && (ties.length === 0 ? "It used no identifier." : "All it used counts.")
      }
    >
      {({ others }) => (
        <ShortTable
          caption="Identifiers it used that tie it to no cluster"
          columns={COLUMNS}
          rows={others}
          rowKey={(tie) => tie.ref}
          file={`${id}-does-not-count`}
          first={6}
        />
      )}
    </Panel>
  );
}
