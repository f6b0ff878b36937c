/** The campaigns inside an operator: accounts that act alike and in step. */

import { listCampaigns } from "../api/read.ts";
import type { Campaign, Cluster } from "../api/types.ts";
import { type Answer, useAnswer } from "../app/answer.ts";
import { Bar } from "../parts/bar.tsx";
import type { Column } from "../parts/columns.ts";
import { ClusterLink } from "../parts/names.tsx";
import { Frame, Panel } from "../parts/panel.tsx";
import { ShortTable } from "../parts/short-table.tsx";
import { Time } from "../parts/time.tsx";
import { Verdict } from "../parts/verdict.tsx";
import { OfMembers } from "./of-members.tsx";

const COLUMNS: Column<Campaign>[] = [
  { name: "campaign", value: (row) => row.cluster_id, cell: (row) => <ClusterLink id={row.cluster_id} /> },
  { name: "accounts", value: (row) => row.size, numeric: true },
  { name: "flagged", value: (row) => row.flagged, numeric: true },
  { name: "verdict", value: (row) => row.verdict, cell: (row) => <Verdict verdict={row.verdict} /> },
  { name: "score", value: (row) => row.score, cell: (row) => <Bar share={row.score} as="score" /> },
  { name: "first seen", value: (row) => row.first_seen, cell: (row) => <Time at={row.first_seen} to="day" /> },
  { name: "last seen", value: (row) => row.last_seen, cell: (row) => <Time at={row.last_seen} to="day" /> },
];

const TITLE = "Campaigns inside";

export function Campaigns({ id, cluster }: { id: string; cluster: Answer<Cluster> }) {
  return (
    <OfMembers cluster={cluster} title={TITLE} reserve={9}>
      {({ level }) =>
        level === "operator" ? (
          <OfOperator id={id} />
        ) : (
          <Frame title={TITLE}>
            <p class="empty">This is a campaign itself.</p>
          </Frame>
        )
      }
    </OfMembers>
  );
}

function OfOperator({ id }: { id: string }) {
  const answer = useAnswer(`campaigns ${id}`, (signal) => listCampaigns(id, signal));
  return (
    <Panel
      title={TITLE}
      answer={answer}
      reserve={9}
      cypher={{ name: "list_campaigns_of_operator", params: { cluster: id } }}
      empty={(rows) => rows.length === 0 && "No part of it was found to act alike and in step."}
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
