/** Who innocent could be hit: members that look honest, and organisations that members belong to. */

import type { RowOf } from "../api/questions.ts";
import type { Cluster } from "../api/types.ts";
import type { Answer } from "../app/answer.ts";
import { useQuestion } from "../app/question.ts";
import { Bar } from "../parts/bar.tsx";
import type { Column } from "../parts/columns.ts";
import { AccountLink, Value } from "../parts/names.tsx";
import { Frame, Panel } from "../parts/panel.tsx";
import { ShortTable } from "../parts/short-table.tsx";
import { Time } from "../parts/time.tsx";
import { Verdict } from "../parts/verdict.tsx";
import { operatorOf, SIGNS } from "./innocents.ts";
import { OfMembers } from "./of-members.tsx";

const LIMIT = 1000;

const HONEST: Column<RowOf<"list_honest_looking_members">>[] = [
  { name: "account", value: (row) => row.account_id, cell: (row) => <AccountLink id={row.account_id} /> },
  { name: "signs", value: (row) => row.signs, numeric: true },
  { name: "verified", value: (row) => (row.verified === null ? null : String(row.verified)) },
  { name: "plan", value: (row) => row.plan },
  { name: "created", value: (row) => row.created_at, cell: (row) => <Time at={row.created_at} to="day" /> },
  { name: "own verdict", value: (row) => row.verdict, cell: (row) => <Verdict verdict={row.verdict} /> },
  { name: "strength", value: (row) => row.strength, cell: (row) => <Bar share={row.strength} as="score" /> },
  { name: "independent ties", value: (row) => row.redundancy, numeric: true },
];

const ORGANISATIONS: Column<RowOf<"list_organisations_of_cluster">>[] = [
  { name: "organisation", value: (row) => row.org, cell: (row) => <Value text={row.org} /> },
  { name: "accounts in the cluster", value: (row) => row.members, numeric: true },
  { name: "flagged", value: (row) => row.flagged, numeric: true },
  { name: "verified", value: (row) => row.verified, numeric: true },
  { name: "accounts elsewhere", value: (row) => row.accounts - row.members, numeric: true },
];

const LOOK_HONEST = "Members that look honest";
const ORGANISATIONS_NAMED = "Organisations that its members name";

export function InnocentsTab({ id, cluster }: { id: string; cluster: Answer<Cluster> }) {
  return (
    <>
      <OfMembers cluster={cluster} title={LOOK_HONEST} reserve={28}>
        {(current) => <HonestOf id={id} operator={operatorOf(current)} />}
      </OfMembers>
      <OfMembers cluster={cluster} title={ORGANISATIONS_NAMED} reserve={12}>
        {() => <Organisations id={id} />}
      </OfMembers>
    </>
  );
}

function HonestOf({ id, operator }: { id: string; operator: string | null }) {
  if (operator !== null) return <Honest id={id} operator={operator} />;
  return (
    <Frame title={LOOK_HONEST}>
      <p class="empty">Its operator is not known, so this was not looked at.</p>
    </Frame>
  );
}

function Honest({ id, operator }: { id: string; operator: string }) {
  const params = { cluster: operator, limit: LIMIT };
  return (
    <Panel
      title={operator === id ? LOOK_HONEST : "Members of its operator that look honest"}
      note={SIGNS}
      answer={useQuestion("list_honest_looking_members", params)}
      reserve={28}
      cypher={{ name: "list_honest_looking_members", params }}
      empty={({ rows }) => rows.length === 0 && "No member shows two signs of honesty."}
    >
      {({ rows, truncated }) => (
        <ShortTable
          caption="Most signs first, then the least firmly tied"
          columns={HONEST}
          rows={rows}
          rowKey={(row) => row.account_id}
          file={`${id}-honest-looking`}
          truncated={truncated}
        />
      )}
    </Panel>
  );
}

function Organisations({ id }: { id: string }) {
  const params = { cluster: id, limit: LIMIT };
  return (
    <Panel
      title={ORGANISATIONS_NAMED}
      answer={useQuestion("list_organisations_of_cluster", params)}
      reserve={12}
      cypher={{ name: "list_organisations_of_cluster", params }}
      empty={({ rows }) => rows.length === 0 && "No member names an organisation."}
    >
      {({ rows, truncated }) => (
        <ShortTable
          caption="Those with most accounts in the cluster first"
          columns={ORGANISATIONS}
          rows={rows}
          rowKey={(row) => row.org}
          file={`${id}-organisations`}
          truncated={truncated}
        />
      )}
    </Panel>
  );
}
