// name: list_clusters_with_shared_identifiers
// mode: read
// doc: The other current clusters that share identifiers with one cluster: who runs on the same infrastructure.
// params:
//   cluster: cluster - the cluster's id
//   max_degree: integer = 100 - pass over identifiers with more accounts than this; bounds the work on hubs
//   limit: integer = 100 - most rows
// returns:
//   cluster_id: the other cluster
//   level: operator or campaign
//   verdict: flagged, watch or clear
//   score: how sure, 0 to 1
//   size: its members
//   identifiers: how many identifiers members of both used
//   kinds: of how many kinds
//   rarest: how few accounts share the rarest of them
// example: linkage query list_clusters_with_shared_identifiers --param cluster=op-1a2b3c
MATCH (c:Cluster {id: $cluster})<-[:MEMBER_OF]-(:Account)-[:USED]->(i)
WITH DISTINCT c, i
WITH c, i, COUNT { (i)<-[:USED]-() } AS degree
WHERE degree <= $max_degree
MATCH (i)<-[:USED]-(a:Account)-[:MEMBER_OF]->(o:Cluster)
WHERE o <> c AND o.level = c.level AND o.retired_at IS NULL
WITH o, count(DISTINCT i) AS identifiers, count(DISTINCT head(labels(i))) AS kinds, min(degree) AS rarest
RETURN o.id AS cluster_id, o.level AS level, o.verdict AS verdict, o.score AS score, o.size AS size, identifiers, kinds,
       rarest
ORDER BY kinds DESC, identifiers DESC, rarest, cluster_id
LIMIT $limit
