/** All identifiers that two members or more share, by reach. */

import { listSharedIdentifiers, PAGE } from "../api/read.ts";
import { navigate } from "../app/navigation.ts";
import { usePages } from "../app/pages.ts";
import { LongTable } from "../parts/long-table.tsx";
import { Frame } from "../parts/panel.tsx";
import { href } from "../route.ts";
import { IN_FULL } from "./shared-columns.tsx";

export function IdentifiersTab({ id }: { id: string }) {
  const pages = usePages(`shared ${id}`, (cursor, signal) => listSharedIdentifiers(id, PAGE, cursor, signal));
  return (
    <Frame
      title="Identifiers by reach"
      note="those that two members or more used, most shared first"
      cypher={{ name: "list_identifiers_of_cluster", params: { cluster: id } }}
    >
      <LongTable
        label="Identifiers that members share"
        columns={IN_FULL}
        pages={pages}
        rowKey={(row) => row.ref}
        height="max(20rem, calc(100vh - 22rem))"
        onOpen={(row) => navigate(href("identifier", row.ref))}
        empty="No identifier is shared by two members: a retired cluster has none."
        file={`${id}-identifiers`}
      />
    </Frame>
  );
}
