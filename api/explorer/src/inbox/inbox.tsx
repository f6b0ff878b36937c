/** What to look into first: clusters in the order of what is at stake, each with the reason for its place. */

import { useState } from "preact/hooks";
import { listCases } from "../api/read.ts";
import type { Case } from "../api/types.ts";
import { navigate } from "../app/navigation.ts";
import { usePages } from "../app/pages.ts";
import { CypherBehind } from "../parts/cypher-behind.tsx";
import { LongTable } from "../parts/long-table.tsx";
import { Title } from "../parts/title.tsx";
import { href } from "../route.ts";
import { caseColumns } from "./columns.tsx";
import { filterOf } from "./filter.ts";
import { FilterFields } from "./filter-fields.tsx";
import "./inbox.css";
import { Summary } from "./summary.tsx";

/** What the server counts members by: see the question list_honest_looking_members. */
const SIGNS = { banned: "banned", min_days: 180, free_plan: "free", after: "", limit: 2000 };

export function Inbox({ query }: { query: URLSearchParams }) {
  const filter = filterOf(query);
  const pages = usePages(`inbox ${JSON.stringify(filter)}`, (cursor, signal) => listCases(filter, cursor, signal));
  const kinds = useKindsSeen(pages.rows, filter.kind);
  return (
    <div class="view inbox">
      <Title name="Inbox" />
      <Summary first={pages.first} filter={filter} />
      <FilterFields query={query} kinds={kinds} now={pages.first?.now ?? null} />
      <section aria-label="Clusters">
        <LongTable
          label="Clusters, most urgent first"
          columns={caseColumns(pages.first?.now ?? null, filter.since !== null)}
          pages={{ ...pages, rows: numbered(pages.rows), rest: async () => numbered(await pages.rest()) }}
          rowKey={(row) => row.cluster_id}
          rowHeight={52}
          height="max(24rem, calc(100vh - 18.5rem))"
          total={pages.first?.total}
          onOpen={(row) => navigate(href("cluster", row.cluster_id))}
          empty="No cluster is like that. Take a filter away."
          file="inbox"
          pageKeys
        />
        <CypherBehind name="export_members_of_operators" params={SIGNS} />
      </section>
    </div>
  );
}

export type PlacedCase = Case & { place: number };

function numbered(rows: readonly Case[]): PlacedCase[] {
  return rows.map((row, number) => ({ ...row, place: number + 1 }));
}

/** Kinds to filter by: all that any cluster shown so far rests on. */
function useKindsSeen(rows: readonly Case[], chosen: string | null): string[] {
  const [seen] = useState(() => new Set<string>());
  for (const row of rows) for (const { kind } of row.kinds) seen.add(kind);
  if (chosen !== null) seen.add(chosen);
  return [...seen].sort();
}
