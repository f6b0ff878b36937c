/** The identifiers that most members share, in short. */

import { listSharedIdentifiers } from "../api/read.ts";
import { useAnswer } from "../app/answer.ts";
import { Panel } from "../parts/panel.tsx";
import { ShortTable } from "../parts/short-table.tsx";
import { href } from "../route.ts";
import { IN_SHORT } from "./shared-columns.tsx";

const SHOWN = 6;

export function MostShared({ id }: { id: string }) {
  const answer = useAnswer(`most shared ${id}`, (signal) => listSharedIdentifiers(id, SHOWN, null, signal));
  return (
    <Panel
      title="What it shares most"
      answer={answer}
      reserve={16}
      cypher={{ name: "list_identifiers_of_cluster", params: { cluster: id, limit: SHOWN } }}
      actions={<a href={href("cluster", id, { tab: "identifiers" })}>All identifiers</a>}
      empty={({ items }) => items.length === 0 && "No identifier is shared by two members: a retired cluster has none."}
    >
      {({ items }) => (
        <ShortTable
          caption="Identifiers, those of most members first"
          columns={IN_SHORT}
          rows={items}
          rowKey={(row) => row.ref}
          file={`${id}-most-shared`}
        />
      )}
    </Panel>
  );
}
