// name: list_bridges_between_clusters
// mode: read
// doc: The identifiers that members of both of two clusters used, those with fewest users first.
// params:
//   cluster: cluster - the cluster's id
//   other_cluster: cluster - the other cluster's id
//   max_degree: integer = 100 - pass over identifiers with more accounts than this; bounds the work on hubs
//   limit: integer = 100 - most rows
// returns:
//   label: the identifier's label, which names its kind
//   ref: the reference that stands for the identifier
//   value: the value as stored
//   members: how many members of the cluster used it
//   other_members: how many members of the other cluster used it
//   accounts: how many accounts used it in all
//   first_seen: first use by a member of either
//   last_seen: last use by a member of either
// example: linkage query list_bridges_between_clusters --param cluster=op-1a2b3c --param other_cluster=op-6f5e4d
CALL () {
  MATCH (:Cluster {id: $cluster})<-[:MEMBER_OF]-(:Account)-[u:USED]->(i)
  RETURN i, count(u) AS members, 0 AS others, min(u.first_seen) AS first, max(u.last_seen) AS last
  UNION ALL
  MATCH (:Cluster {id: $other_cluster})<-[:MEMBER_OF]-(:Account)-[u:USED]->(i)
  RETURN i, 0 AS members, count(u) AS others, min(u.first_seen) AS first, max(u.last_seen) AS last
}
WITH i, sum(members) AS members, sum(others) AS other_members, min(first) AS first_seen, max(last) AS last_seen
WHERE members > 0 AND other_members > 0
WITH i, members, other_members, first_seen, last_seen, COUNT { (i)<-[:USED]-() } AS accounts
WHERE accounts <= $max_degree
RETURN head(labels(i)) AS label, i.ref AS ref, i.id AS value, members, other_members, accounts, first_seen, last_seen
ORDER BY accounts, members + other_members DESC, label, ref
LIMIT $limit
