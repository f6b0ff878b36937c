/** A cluster as it was at an earlier time against now, and who joined since. */

import type { RowOf } from "../api/questions.ts";
import { useQuestion } from "../app/question.ts";
import { Bar } from "../parts/bar.tsx";
import type { Column } from "../parts/columns.ts";
import { kindWords } from "../parts/kind-words.ts";
import { AccountLink, ClusterLink } from "../parts/names.tsx";
import { Panel } from "../parts/panel.tsx";
import { ShortTable } from "../parts/short-table.tsx";
import { Time } from "../parts/time.tsx";
import { startOfDay } from "../parts/times.ts";
import { Verdict } from "../parts/verdict.tsx";

type State = RowOf<"list_state_of_cluster_at">;
type Joined = RowOf<"list_members_of_cluster_since">;

/** The latest so many of those who joined. */
const LIMIT = 1000;

interface Props {
  cluster: string;
  at: string;
}

const STATE: Column<State>[] = [
  { name: "what", value: (row) => row.label, cell: (row) => wordsOf(row.label) },
  { name: "then", value: (row) => row.before, numeric: true },
  { name: "now", value: (row) => row.now, numeric: true },
  { name: "since then", value: (row) => row.now - row.before, numeric: true },
  { name: "then, of now", value: share, cell: (row) => <Bar share={share(row)} wide /> },
];

const JOINED: Column<Joined>[] = [
  { name: "account", value: (row) => row.account_id, cell: (row) => <AccountLink id={row.account_id} /> },
  { name: "tied since (UTC)", value: (row) => row.since, cell: (row) => <Time at={row.since} /> },
  { name: "created (UTC)", value: (row) => row.created_at, cell: (row) => <Time at={row.created_at} /> },
  { name: "status", value: (row) => row.status },
  { name: "verdict", value: (row) => row.verdict, cell: (row) => <Verdict verdict={row.verdict} /> },
  { name: "strength", value: (row) => row.strength, cell: (row) => <Bar share={row.strength} as="score" /> },
];

export function TimesCompared({ cluster, at }: Props) {
  const params = { cluster, at: startOfDay(at) };
  return (
    <>
      <p>
        <ClusterLink id={cluster} /> as of {at} against now.
      </p>
      <Panel
        title="Then and now"
        answer={useQuestion("list_state_of_cluster_at", params)}
        reserve={16}
        cypher={{ name: "list_state_of_cluster_at", params }}
        empty={({ rows }) => rows.length === 0 && "It has no members now: is the id right, and the cluster current?"}
      >
        {({ rows }) => (
          <ShortTable
            caption="Members tied by then, and identifiers that two of them had used by then"
            columns={STATE}
            rows={inOrder(rows)}
            rowKey={(row) => row.label}
            file={`${cluster}-${at}`}
          />
        )}
      </Panel>
      <WhoJoined cluster={cluster} at={at} />
    </>
  );
}

function WhoJoined({ cluster, at }: Props) {
  const params = { cluster, since: startOfDay(at), limit: LIMIT };
  return (
    <Panel
      title="Who joined since"
      answer={useQuestion("list_members_of_cluster_since", params)}
      reserve={16}
      cypher={{ name: "list_members_of_cluster_since", params }}
      empty={({ rows }) => rows.length === 0 && `Nobody has been tied to it since ${at}.`}
    >
      {({ rows, truncated }) => (
        <ShortTable
          caption="Members by when they first used what ties them, latest first"
          columns={JOINED}
          rows={rows}
          rowKey={(row) => row.account_id}
          file={`${cluster}-joined-since-${at}`}
          first={25}
          truncated={truncated}
        />
      )}
    </Panel>
  );
}

/** The accounts first, then kinds by how many there are. */
function inOrder(rows: readonly State[]): State[] {
  const rank = ({ label }: State) => ["Account", "Banned"].indexOf(label) + 1 || 3;
  return rows.toSorted((one, other) => rank(one) - rank(other) || other.now - one.now);
}

function wordsOf(label: string): string {
  if (label === "Account") return "members";
  return label === "Banned" ? "members banned by now" : `shared: ${kindWords(label)}`;
}

function share(row: State): number {
  return row.now === 0 ? 0 : row.before / row.now;
}
