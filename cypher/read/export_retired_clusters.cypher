// name: export_retired_clusters
// mode: export
// doc: Ids of clusters that are no longer current; an id is never given twice.
// params:
//   after: string - the greatest cluster id of the page before; empty to begin
//   limit: integer - clusters a page
// returns:
//   clusters: cluster ids
//   last: the greatest cluster id of the page, null when there is nothing more
MATCH (c:Cluster)
WHERE c.id > $after AND c.retired_at IS NOT NULL
WITH c ORDER BY c.id LIMIT $limit
RETURN collect(c.id) AS clusters, max(c.id) AS last
