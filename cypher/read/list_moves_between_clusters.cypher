// name: list_moves_between_clusters
// mode: read
// doc: Who can have moved from cluster to cluster: members of a current cluster that another one merged into, or that
//      split from or continues another, whose tie is older than that change. A store keeps no members of clusters that
//      ended, only how many the two shared.
// params:
//   limit: integer = 100 - most rows
// returns:
//   account_id: the account
//   from_cluster_id: the cluster that ended or was divided
//   to_cluster_id: the cluster the account is in now
//   relation: MERGED_INTO, SPLIT_FROM or CONTINUES
//   at: when the change was seen
//   shared: how many accounts moved in all
//   since: the account's first use of what ties it
//   strength: how firmly it is tied now, 0 to 1
// example: linkage query list_moves_between_clusters --param limit=50
CALL () {
  MATCH (o:Cluster)-[r:MERGED_INTO]->(c:Cluster)
  RETURN o, r, c
  UNION
  MATCH (c:Cluster)-[r:SPLIT_FROM|CONTINUES]->(o:Cluster)
  RETURN o, r, c
}
WITH o, r, c
WHERE c.retired_at IS NULL
MATCH (c)<-[m:MEMBER_OF]-(a:Account)
WHERE m.since <= r.at
RETURN a.id AS account_id, o.id AS from_cluster_id, c.id AS to_cluster_id, type(r) AS relation, r.at AS at,
       r.shared AS shared, m.since AS since, m.strength AS strength
ORDER BY at DESC, account_id, from_cluster_id, to_cluster_id, relation
LIMIT $limit
