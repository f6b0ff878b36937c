/** The current clusters the account is a member of. */

import type { ClusterOfAccount } from "../api/types.ts";
import type { Answer } from "../app/answer.ts";
import { Bar } from "../parts/bar.tsx";
import type { Column } from "../parts/columns.ts";
import { ClusterLink } from "../parts/names.tsx";
import { Panel } from "../parts/panel.tsx";
import { ShortTable } from "../parts/short-table.tsx";
import { Time } from "../parts/time.tsx";
import { Verdict } from "../parts/verdict.tsx";

const COLUMNS: Column<ClusterOfAccount>[] = [
  { name: "cluster", value: (row) => row.cluster_id, cell: (row) => <ClusterLink id={row.cluster_id} /> },
  { name: "level", value: (row) => row.level },
  {
    name: "its verdict",
    value: (row) => row.cluster_verdict,
    cell: (row) => <Verdict verdict={row.cluster_verdict} />,
  },
  { name: "accounts", value: (row) => row.size, numeric: true },
  { name: "strength", value: (row) => row.strength, cell: (row) => <Bar share={row.strength} as="score" /> },
  { name: "since (UTC)", value: (row) => row.since, cell: (row) => <Time at={row.since} to="day" /> },
];

export function Clusters({ id, answer }: { id: string; answer: Answer<ClusterOfAccount[]> }) {
  return (
    <Panel
      title="Clusters"
      answer={answer}
      reserve={7}
      cypher={{ name: "list_clusters_of_account", params: { account: id } }}
      empty={(rows) => rows.length === 0 && "It is a member of no current cluster."}
    >
      {(rows) => (
        <ShortTable
          caption="Operator before campaign"
          columns={COLUMNS}
          rows={rows}
          rowKey={(row) => row.cluster_id}
          file={`${id}-clusters`}
        />
      )}
    </Panel>
  );
}
