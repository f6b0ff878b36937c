/** One identifier: what it is, which clusters rest on it, and every account that used it. */

import type { RowOf } from "../api/questions.ts";
import { getIdentifier, listAccountsOfIdentifier } from "../api/read.ts";
import type { AccountOfIdentifier, Identifier as IdentifierData } from "../api/types.ts";
import { useAnswer } from "../app/answer.ts";
import { navigate } from "../app/navigation.ts";
import { usePages } from "../app/pages.ts";
import { useQuestion } from "../app/question.ts";
import { Bar } from "../parts/bar.tsx";
import type { Column } from "../parts/columns.ts";
import { CopyButton } from "../parts/copy-button.tsx";
import { Facts } from "../parts/facts.tsx";
import { kindWords } from "../parts/kind-words.ts";
import { LongTable } from "../parts/long-table.tsx";
import { AccountLink, ClusterLink } from "../parts/names.tsx";
import { count } from "../parts/numbers.ts";
import { Frame, Panel, WhenThere } from "../parts/panel.tsx";
import { ShortTable } from "../parts/short-table.tsx";
import { Time } from "../parts/time.tsx";
import { Title } from "../parts/title.tsx";
import { Verdict } from "../parts/verdict.tsx";
import { href } from "../route.ts";
import "./identifier.css";

const CLUSTERS: Column<RowOf<"list_clusters_by_identifier">>[] = [
  { name: "cluster", value: (row) => row.cluster_id, cell: (row) => <ClusterLink id={row.cluster_id} /> },
  { name: "level", value: (row) => row.level },
  { name: "verdict", value: (row) => row.verdict, cell: (row) => <Verdict verdict={row.verdict} /> },
  { name: "score", value: (row) => row.score, cell: (row) => <Bar share={row.score} as="score" /> },
  { name: "members that used it", value: (row) => row.members, numeric: true },
  { name: "members in all", value: (row) => row.size, numeric: true },
  { name: "first use (UTC)", value: (row) => row.first_seen, cell: (row) => <Time at={row.first_seen} /> },
  { name: "last use (UTC)", value: (row) => row.last_seen, cell: (row) => <Time at={row.last_seen} /> },
];

const ACCOUNTS: Column<AccountOfIdentifier>[] = [
  { name: "account", width: 18, value: (row) => row.account_id, cell: (row) => <AccountLink id={row.account_id} /> },
  { name: "status", width: 8, value: (row) => row.status },
  { name: "times seen", width: 7, value: (row) => row.count, numeric: true },
  { name: "first use (UTC)", width: 10, value: (row) => row.first_seen, cell: (row) => <Time at={row.first_seen} /> },
  { name: "last use (UTC)", width: 10, value: (row) => row.last_seen, cell: (row) => <Time at={row.last_seen} /> },
  { name: "created (UTC)", width: 10, value: (row) => row.created_at, cell: (row) => <Time at={row.created_at} /> },
];

export function Identifier({ reference }: { reference: string }) {
  const answer = useAnswer(`identifier ${reference}`, (signal) => getIdentifier(reference, signal));
  const kind = answer.state === "there" ? kindWords(answer.value.kind) : "identifier";
  return (
    <div class="view">
      <Title
        name={`${kind} ${reference.slice(0, 8)}`}
        aside={<CopyButton text={reference} of="the reference" label="Copy reference" />}
      >
        <span class="of-kind">{kind}</span> <bdi class="mono">{reference}</bdi>
      </Title>
      <div class="headline" aria-busy={answer.state === "awaited"}>
        <WhenThere answer={answer}>{(identifier) => <Headline identifier={identifier} />}</WhenThere>
      </div>
      {answer.state === "there" && <Clusters kind={answer.value.kind} reference={reference} />}
      {answer.state === "there" && <Accounts reference={reference} total={answer.value.accounts} />}
    </div>
  );
}

function Headline({ identifier }: { identifier: IdentifierData }) {
  return (
    <Facts
      of={[
        [
          "value as stored",
          <bdi key="value" class="whole-value mono">
            {identifier.value}
          </bdi>,
        ],
        ["accounts", count(identifier.accounts)],
        ["times seen", count(identifier.count)],
        ["first use (UTC)", <Time key="first" at={identifier.first_seen} />],
        ["last use (UTC)", <Time key="last" at={identifier.last_seen} />],
      ]}
    />
  );
}

function Clusters({ kind, reference }: { kind: string; reference: string }) {
  const params = { kind, identifier: reference };
  return (
    <Panel
      title="Clusters whose members used it"
      answer={useQuestion("list_clusters_by_identifier", params)}
      reserve={11}
      cypher={{ name: "list_clusters_by_identifier", params }}
      empty={({ rows }) => rows.length === 0 && "No member of a current cluster used it."}
    >
      {({ rows, truncated }) => (
        <ShortTable
          caption="Those in which most members used it first"
          columns={CLUSTERS}
          rows={rows}
          rowKey={(row) => row.cluster_id}
          file={`${reference}-clusters`}
          first={8}
          truncated={truncated}
        />
      )}
    </Panel>
  );
}

function Accounts({ reference, total }: { reference: string; total: number }) {
  const pages = usePages(`accounts of ${reference}`, (cursor, signal) =>
    listAccountsOfIdentifier(reference, cursor, signal),
  );
  return (
    <Frame
      title="Accounts that used it"
      note="latest use first"
      cypher={{ name: "list_accounts_of_identifier_by_ref", params: { ref: reference } }}
    >
      <LongTable
        label="Accounts that used it"
        columns={ACCOUNTS}
        pages={pages}
        rowKey={(row) => row.account_id}
        height="max(18rem, calc(100vh - 30rem))"
        total={total}
        onOpen={(row) => navigate(href("account", row.account_id))}
        empty="No account used it."
        file={`${reference}-accounts`}
      />
    </Frame>
  );
}
