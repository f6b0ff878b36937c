// name: list_clusters_by_prefix
// mode: read
// doc: The clusters, current or retired, whose ids begin with a text, by id.
// params:
//   prefix: string - how the ids begin, such as op-1a
//   limit: integer = 20 - most rows
// returns:
//   cluster_id: the cluster
//   level: operator or campaign
//   verdict: flagged, watch or clear
//   size: members
// example: linkage query list_clusters_by_prefix --param prefix=op-1a
MATCH (c:Cluster)
WHERE c.id STARTS WITH $prefix
RETURN c.id AS cluster_id, c.level AS level, c.verdict AS verdict, c.size AS size
ORDER BY cluster_id
LIMIT $limit
