/** Accounts outside the cluster that began to use its identifiers: where it may be growing. */

import type { ComponentChildren } from "preact";
import type { RowOf } from "../api/questions.ts";
import type { Cluster } from "../api/types.ts";
import type { Answer } from "../app/answer.ts";
import { replaceQuery } from "../app/navigation.ts";
import { useQuestion } from "../app/question.ts";
import type { Column } from "../parts/columns.ts";
import { DateField } from "../parts/date-field.tsx";
import { AccountLink, ClusterLinks } from "../parts/names.tsx";
import { Frame, Panel } from "../parts/panel.tsx";
import { ShortTable } from "../parts/short-table.tsx";
import { Time } from "../parts/time.tsx";
import { daysBefore, isDate, startOfDay } from "../parts/times.ts";
import { OfMembers } from "./of-members.tsx";

interface Props {
  id: string;
  query: URLSearchParams;
  cluster: Answer<Cluster>;
}

const MONTH = 30;
const LIMIT = 1000;

const COLUMNS: Column<RowOf<"list_new_accounts_on_cluster">>[] = [
  { name: "account", value: (row) => row.account_id, cell: (row) => <AccountLink id={row.account_id} /> },
  { name: "kinds", value: (row) => row.kinds, numeric: true },
  { name: "identifiers", value: (row) => row.identifiers, numeric: true },
  { name: "first use (UTC)", value: (row) => row.first_seen, cell: (row) => <Time at={row.first_seen} /> },
  { name: "created (UTC)", value: (row) => row.created_at, cell: (row) => <Time at={row.created_at} /> },
  { name: "status", value: (row) => row.status },
  { name: "its clusters", value: (row) => row.clusters.join(" "), cell: (row) => <ClusterLinks ids={row.clusters} /> },
];

const TITLE = "New on its infrastructure";

export function NewcomersTab({ id, query, cluster }: Props) {
  return (
    <OfMembers cluster={cluster} title={TITLE} reserve={24}>
      {(current) => <SinceADay id={id} query={query} cluster={current} />}
    </OfMembers>
  );
}

function SinceADay({ id, query, cluster }: { id: string; query: URLSearchParams; cluster: Cluster }) {
  const asked = query.get("since") ?? "";
  const usual = cluster.last_seen ? daysBefore(cluster.last_seen, MONTH) : "";
  const since = isDate(asked) ? asked : usual;
  const field = <DateField label="Since" value={since} onChange={(date) => replaceQuery({ since: date })} />;
  if (since === "")
    return (
      <Frame title={TITLE} actions={field}>
        Choose a day.
      </Frame>
    );
  return <Newcomers id={id} since={since} field={field} />;
}

function Newcomers({ id, since, field }: { id: string; since: string; field: ComponentChildren }) {
  const params = { cluster: id, since: startOfDay(since), limit: LIMIT };
  return (
    <Panel
      title={TITLE}
      note="accounts outside it that began to use identifiers of its members"
      answer={useQuestion("list_new_accounts_on_cluster", params)}
      reserve={24}
      cypher={{ name: "list_new_accounts_on_cluster", params }}
      actions={<div class="fields">{field}</div>}
      empty={({ rows }) => rows.length === 0 && `Nobody new since ${since} on identifiers of at most 100 accounts.`}
    >
      {({ rows, truncated }) => (
        <ShortTable
          caption="Most kinds of its identifiers first; identifiers of more than 100 accounts are passed over"
          columns={COLUMNS}
          rows={rows}
          rowKey={(row) => row.account_id}
          file={`${id}-new-since-${since}`}
          first={25}
          truncated={truncated}
        />
      )}
    </Panel>
  );
}
