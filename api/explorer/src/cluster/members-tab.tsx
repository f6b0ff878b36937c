/** All members, firmest first; some of them can be chosen and looked at together. */

import { useRef } from "preact/hooks";
import { listMembers } from "../api/read.ts";
import type { Cluster, Member } from "../api/types.ts";
import { navigate } from "../app/navigation.ts";
import { usePages } from "../app/pages.ts";
import { Bar } from "../parts/bar.tsx";
import type { Column } from "../parts/columns.ts";
import { CopyButton } from "../parts/copy-button.tsx";
import { LongTable } from "../parts/long-table.tsx";
import { AccountLink } from "../parts/names.tsx";
import { counted } from "../parts/numbers.ts";
import { Frame } from "../parts/panel.tsx";
import { Time } from "../parts/time.tsx";
import { useKeptFocus } from "../parts/use-kept-focus.ts";
import { Verdict } from "../parts/verdict.tsx";
import { VerdictChoice } from "../parts/verdict-choice.tsx";
import { verdictOf } from "../parts/verdicts.ts";
import { href } from "../route.ts";
import { useChosen } from "./use-chosen.ts";

interface Props {
  id: string;
  query: URLSearchParams;
  cluster: Cluster | null;
}

const COLUMNS: Column<Member>[] = [
  { name: "account", width: 16, value: (row) => row.account_id, cell: (row) => <AccountLink id={row.account_id} /> },
  { name: "verdict", width: 7, value: (row) => row.verdict, cell: (row) => <Verdict verdict={row.verdict} /> },
  { name: "score", width: 8, value: (row) => row.score, cell: (row) => <Bar share={row.score} as="score" /> },
  { name: "strength", width: 8, value: (row) => row.strength, cell: (row) => <Bar share={row.strength} as="score" /> },
  { name: "independent ties", width: 8, value: (row) => row.redundancy, numeric: true },
  { name: "kinds", width: 4, value: (row) => row.kinds, numeric: true },
  { name: "status", width: 7, value: (row) => row.status },
  { name: "created (UTC)", width: 9, value: (row) => row.created_at, cell: (row) => <Time at={row.created_at} /> },
  { name: "tied since (UTC)", width: 9, value: (row) => row.since, cell: (row) => <Time at={row.since} /> },
];

export function MembersTab({ id, query, cluster }: Props) {
  const verdict = verdictOf(query);
  const filter = { cluster: id, verdict };
  const pages = usePages(`members ${JSON.stringify(filter)}`, (cursor, signal) => listMembers(filter, cursor, signal));
  const { keys, toggle, clear } = useChosen(id);
  return (
    <Frame
      title="Members"
      note="firmest first"
      cypher={{ name: "list_members_of_cluster", params: { cluster: id, ...(verdict === null ? {} : { verdict }) } }}
      actions={<VerdictChoice label="Own verdict" verdict={verdict} />}
    >
      <Chosen accounts={[...keys]} clear={clear} />
      <LongTable
        label="Members"
        columns={COLUMNS}
        pages={pages}
        rowKey={(row) => row.account_id}
        height="max(20rem, calc(100vh - 27.5rem))"
        total={verdict === null && cluster?.retired_at === null ? cluster.size : undefined}
        onOpen={(row) => navigate(href("account", row.account_id))}
        selection={{ keys, toggle }}
        empty={verdict === null ? "A retired cluster has no members." : `No member is ${verdict} itself.`}
        file={`${id}-members`}
      />
    </Frame>
  );
}

/** What can be done with the chosen: the line is always there, so that nothing moves when the first is chosen. */
function Chosen({ accounts, clear }: { accounts: string[]; clear(): void }) {
  const question = "list_identifiers_shared_by_accounts";
  const line = useRef<HTMLDivElement>(null);
  useKeptFocus(line, accounts.length);
  return (
    <div class="below-table" ref={line} tabIndex={-1}>
      {accounts.length === 0 ? (
        <span>Choose accounts to look at them together.</span>
      ) : (
        <>
          <span>{counted(accounts.length, "account")} chosen:</span>
          <a href={href("compare", "", { accounts })}>What they share</a>
          <a href={href("analyst", "", { question, accounts: JSON.stringify(accounts) })}>
            Ask about them in the analyst console
          </a>
          <CopyButton text={accounts.join("\n")} of="the chosen ids" label="Copy ids" />
          <button type="button" class="quiet" onClick={clear}>
            Choose none
          </button>
        </>
      )}
    </div>
  );
}
