// name: list_moves_between_clusters
// mode: read
// doc: Who moved from cluster to cluster: members of a current cluster that were members of one that merged into it, or
//      that can have been of the one it split from, because their tie is older than the parting.
// params:
//   limit: integer = 100 - most rows
// returns:
//   account_id: the account
//   level: operator or campaign
//   from_cluster_id: the cluster that ended or was divided
//   to_cluster_id: the cluster the account is in now
//   relation: MERGED_INTO or SPLIT_FROM
//   at: when the change was seen
//   shared: how many accounts moved in all
//   since: the account's first use of what ties it
//   strength: how firmly it is tied now, 0 to 1
// example: linkage query list_moves_between_clusters --param limit=50
CALL () {
  MATCH (o:Cluster)-[r:MERGED_INTO]->(c:Cluster)<-[m:MEMBER_OF]-(a:Account)-[:WAS_MEMBER_OF]->(o)
  RETURN o, r, c, m, a
  UNION
  MATCH (o:Cluster)<-[r:SPLIT_FROM]-(c:Cluster)<-[m:MEMBER_OF]-(a:Account)
  WHERE m.since <= r.at
  RETURN o, r, c, m, a
}
RETURN a.id AS account_id, c.level AS level, o.id AS from_cluster_id, c.id AS to_cluster_id, type(r) AS relation,
       r.at AS at, r.shared AS shared, m.since AS since, m.strength AS strength
ORDER BY at DESC, account_id, from_cluster_id, to_cluster_id, relation
LIMIT $limit
