// name: list_accounts_bridging_clusters
// mode: read
// doc: Who bridges two clusters: their members that used an identifier which members of both used, those with most
//      kinds of such identifiers first.
// params:
//   cluster: cluster - the cluster's id
//   other_cluster: cluster - the other cluster's id
//   max_degree: integer = 100 - pass over identifiers with more accounts than this; bounds the work on hubs
//   limit: integer = 100 - most rows
// returns:
//   account_id: the account
//   cluster_id: the cluster of the two that it is a member of
//   verdict: its own verdict there
//   identifiers: how many identifiers that members of both used it used
//   kinds: of how many kinds
//   labels: their labels, in the order of refs
//   refs: the references that stand for them
// example: linkage query list_accounts_bridging_clusters --param cluster=op-1a2b3c --param other_cluster=op-6f5e4d
CALL () {
  MATCH (:Cluster {id: $cluster})<-[:MEMBER_OF]-(:Account)-[:USED]->(i)
  RETURN i, 1 AS side
  UNION
  MATCH (:Cluster {id: $other_cluster})<-[:MEMBER_OF]-(:Account)-[:USED]->(i)
  RETURN i, 2 AS side
}
WITH i, sum(side) AS sides
WHERE sides = 3 AND COUNT { (i)<-[:USED]-() } <= $max_degree
WITH i, head(labels(i)) AS label
MATCH (i)<-[:USED]-(a:Account)
WITH a, count(i) AS identifiers, count(DISTINCT label) AS kinds, collect(i) AS used
MATCH (a)-[m:MEMBER_OF]->(c:Cluster)
WHERE c.id IN [$cluster, $other_cluster]
WITH a, c, m, identifiers, kinds, used
ORDER BY kinds DESC, identifiers DESC, a.id, c.id
LIMIT $limit
UNWIND used AS i
WITH a, c, m, identifiers, kinds, i
ORDER BY i.ref
WITH a, c, m, identifiers, kinds, collect(head(labels(i))) AS labels, collect(i.ref) AS refs
RETURN a.id AS account_id, c.id AS cluster_id, m.verdict AS verdict, identifiers, kinds, labels, refs
ORDER BY kinds DESC, identifiers DESC, account_id, cluster_id
LIMIT $limit
