/** What links two clusters: how far their infrastructure overlaps, what they share, and who is between them. */

import type { RowOf } from "../api/questions.ts";
import { useQuestion } from "../app/question.ts";
import { Bar } from "../parts/bar.tsx";
import type { Column } from "../parts/columns.ts";
import { kindWords } from "../parts/kind-words.ts";
import { AccountLink, ClusterLink, IdentifierChip, Value } from "../parts/names.tsx";
import { Panel } from "../parts/panel.tsx";
import { ShortTable } from "../parts/short-table.tsx";
import { Time } from "../parts/time.tsx";
import { Verdict } from "../parts/verdict.tsx";

interface Props {
  cluster: string;
  other: string;
}

const OVERLAP: Column<RowOf<"list_overlap_of_clusters">>[] = [
  { name: "kind", value: (row) => row.label, cell: (row) => kindWords(row.label) },
  { name: "only the first", value: (row) => row.only_first, numeric: true },
  { name: "both", value: (row) => row.both, numeric: true },
  { name: "only the second", value: (row) => row.only_second, numeric: true },
  { name: "both, of all", value: (row) => row.overlap, cell: (row) => <Bar share={row.overlap} wide /> },
];

const BRIDGES: Column<RowOf<"list_bridges_between_clusters">>[] = [
  {
    name: "identifier",
    value: (row) => `${row.label} ${row.ref}`,
    cell: (row) => <IdentifierChip kind={row.label} reference={row.ref} />,
  },
  { name: "value as stored", value: (row) => row.value, cell: (row) => <Value text={row.value} /> },
  { name: "members of the first", value: (row) => row.members, numeric: true },
  { name: "members of the second", value: (row) => row.other_members, numeric: true },
  { name: "accounts in all", value: (row) => row.accounts, numeric: true },
  { name: "first use (UTC)", value: (row) => row.first_seen, cell: (row) => <Time at={row.first_seen} /> },
  { name: "last use (UTC)", value: (row) => row.last_seen, cell: (row) => <Time at={row.last_seen} /> },
];

const ACCOUNTS: Column<RowOf<"list_accounts_bridging_clusters">>[] = [
  { name: "account", value: (row) => row.account_id, cell: (row) => <AccountLink id={row.account_id} /> },
  { name: "member of", value: (row) => row.cluster_id, cell: (row) => <ClusterLink id={row.cluster_id} /> },
  { name: "own verdict", value: (row) => row.verdict, cell: (row) => <Verdict verdict={row.verdict} /> },
  { name: "kinds", value: (row) => row.kinds, numeric: true },
  { name: "identifiers", value: (row) => row.identifiers, numeric: true },
  { name: "which", value: (row) => row.refs.join(" "), cell: (row) => <Which row={row} /> },
];
const NAMED = 3;
/** What the questions leave out by themselves, which bounds the work on hubs. */
const PASSED_OVER = "identifiers of more than 100 accounts are passed over";

export function ClustersCompared({ cluster, other }: Props) {
  const params = { cluster, other_cluster: other };
  return (
    <>
      <p>
        First: <ClusterLink id={cluster} />. Second: <ClusterLink id={other} />.
      </p>
      <Overlap params={params} />
      <Bridges params={params} />
      <BridgingAccounts params={params} />
    </>
  );
}

interface PanelProps {
  params: { cluster: string; other_cluster: string };
}

function Overlap({ params }: PanelProps) {
  return (
    <Panel
      title="Overlap of what they run on"
      answer={useQuestion("list_overlap_of_clusters", params)}
      reserve={16}
      cypher={{ name: "list_overlap_of_clusters", params }}
      empty={({ rows }) =>
        rows.length === 0 && "Neither has members that used anything: are both ids right, and current?"
      }
    >
      {({ rows }) => (
        <ShortTable
          caption="Identifiers by kind that only one, only the other, or both used"
          columns={OVERLAP}
          rows={rows}
          rowKey={(row) => row.label}
          file="overlap"
        />
      )}
    </Panel>
  );
}

function Bridges({ params }: PanelProps) {
  return (
    <Panel
      title="Identifiers that both used"
      answer={useQuestion("list_bridges_between_clusters", params)}
      reserve={10}
      cypher={{ name: "list_bridges_between_clusters", params }}
      empty={({ rows }) =>
        rows.length === 0 &&
        "No identifier of at most 100 accounts was used by members of both; a retired cluster has no members."
      }
    >
      {({ rows, truncated }) => (
        <ShortTable
          caption={`Those with fewest users first; ${PASSED_OVER}`}
          columns={BRIDGES}
          rows={rows}
          rowKey={(row) => row.ref}
          file="bridges"
          truncated={truncated}
        />
      )}
    </Panel>
  );
}

function BridgingAccounts({ params }: PanelProps) {
  return (
    <Panel
      title="Accounts that bridge them"
      answer={useQuestion("list_accounts_bridging_clusters", params)}
      reserve={10}
      cypher={{ name: "list_accounts_bridging_clusters", params }}
      empty={({ rows }) =>
        rows.length === 0 &&
        "No member of either used an identifier of at most 100 accounts that members of the other used; a retired cluster has no members."
      }
    >
      {({ rows, truncated }) => (
        <ShortTable
          caption={`Those with most kinds of shared identifiers first; ${PASSED_OVER}`}
          columns={ACCOUNTS}
          rows={rows}
          rowKey={(row) => `${row.cluster_id} ${row.account_id}`}
          file="bridging-accounts"
          truncated={truncated}
        />
      )}
    </Panel>
  );
}

function Which({ row }: { row: RowOf<"list_accounts_bridging_clusters"> }) {
  return (
    <>
      {row.refs.slice(0, NAMED).map((ref, place) => (
        <IdentifierChip key={ref} kind={row.labels[place] ?? "identifier"} reference={ref} />
      ))}
      {row.refs.length > NAMED && ` and ${row.refs.length - NAMED} more`}
    </>
  );
}
