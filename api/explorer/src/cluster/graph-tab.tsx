/** The graph of a cluster; which of its nodes are open is in the URL. */

import { changeQuery, navigate } from "../app/navigation.ts";
import { ClusterGraph } from "../graph/cluster-graph.tsx";
import { CypherBehind } from "../parts/cypher-behind.tsx";
import { href } from "../route.ts";

/** Identifiers that the server asks for at once. */
const PAGE = 20_000;

export function GraphTab({ id, query }: { id: string; query: URLSearchParams }) {
  return (
    <>
      <div class="graph-place">
        <ClusterGraph
          clusterId={id}
          open={query.getAll("open")}
          onOpen={(open) => changeQuery({ open })}
          onAccount={(account) => navigate(href("account", account))}
          onIdentifier={(ref) => navigate(href("identifier", ref))}
        />
      </div>
      <CypherBehind name="export_users_of_foundations" params={{ cluster: id, after: "", limit: PAGE }} />
    </>
  );
}
