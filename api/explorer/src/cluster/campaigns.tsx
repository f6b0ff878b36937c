/** The campaigns inside an operator: accounts that act alike and in step. */

import { listCampaigns } from "../api/read.ts";
import type { Campaign, Cluster } from "../api/types.ts";
import { useAnswer } from "../app/answer.ts";
import { Bar } from "../parts/bar.tsx";
import type { Column } from "../parts/columns.ts";
import { ClusterLink } from "../parts/names.tsx";
import { Panel } from "../parts/panel.tsx";
import { ShortTable } from "../parts/short-table.tsx";
import { Time } from "../parts/time.tsx";
import { Verdict } from "../parts/verdict.tsx";

const COLUMNS: Column<Campaign>[] = [
  { name: "campaign", value: (row) => row.cluster_id, cell: (row) => <ClusterLink id={row.cluster_id} /> },
  { name: "accounts", value: (row) => row.size, numeric: true },
  { name: "flagged", value: (row) => row.flagged, numeric: true },
  { name: "verdict", value: (row) => row.verdict, cell: (row) => <Verdict verdict={row.verdict} /> },
  { name: "score", value: (row) => row.score, cell: (row) => <Bar share={row.score} as="score" /> },
  { name: "first seen", value: (row) => row.first_seen, cell: (row) => <Time at={row.first_seen} to="day" /> },
  { name: "last seen", value: (row) => row.last_seen, cell: (row) => <Time at={row.last_seen} to="day" /> },
];

export function Campaigns({ id, cluster }: { id: string; cluster: Cluster | null }) {
  const answer = useAnswer(`campaigns ${id}`, (signal) => listCampaigns(id, signal));
  return (
    <Panel
      title="Campaigns inside"
      answer={answer}
      reserve={9}
      cypher={{ name: "list_campaigns_of_operator", params: { cluster: id } }}
      empty={(rows) =>
        rows.length === 0 &&
        (cluster?.level === "campaign" ? "This is a campaign itself." : "No part of it acts alike and in step.")
      }
    >
      {(rows) => (
        <ShortTable
          caption="Accounts of this operator that act alike and in step, largest first"
          columns={COLUMNS}
          rows={rows}
          rowKey={(row) => row.cluster_id}
          file={`${id}-campaigns`}
          first={6}
        />
      )}
    </Panel>
  );
}
