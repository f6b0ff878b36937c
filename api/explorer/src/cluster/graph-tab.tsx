/** The graph of a cluster; which of its nodes are open is in the URL. */

import { late } from "../app/late.tsx";
import { changeQuery, navigate } from "../app/navigation.ts";
import { href } from "../route.ts";

const ClusterGraph = late(async () => (await import("../graph/cluster-graph.tsx")).ClusterGraph);

export function GraphTab({ id, query }: { id: string; query: URLSearchParams }) {
  return (
    <ClusterGraph
      clusterId={id}
      open={query.getAll("open")}
      onOpen={(open) => changeQuery({ open })}
      onAccount={(account) => navigate(href("account", account))}
      onIdentifier={(ref) => navigate(href("identifier", ref))}
    />
  );
}
