// name: list_candidates_of_cluster
// mode: read
// doc: Accounts in no cluster that share identifiers of two or more kinds with members of one cluster: who may
//      belong to it.
// params:
//   cluster: cluster - the cluster's id
//   min_kinds: integer = 2 - leave out accounts tied by fewer kinds
//   max_degree: integer = 100 - pass over identifiers with more accounts than this; bounds the work on hubs
//   limit: integer = 100 - most rows
// returns:
//   account_id: the account
//   created_at: when it was created
//   status: its status, as the input said
//   kinds: how many kinds of identifier tie it to members
//   identifiers: how many identifiers do
//   first_seen: its first use of one of them
//   last_seen: its last use of one of them
// example: linkage query list_candidates_of_cluster --param cluster=op-1a2b3c
MATCH (c:Cluster {id: $cluster})<-[:MEMBER_OF]-(:Account)-[:USED]->(i)
WITH DISTINCT c, i
WHERE COUNT { (i)<-[:USED]-() } <= $max_degree
MATCH (i)<-[u:USED]-(a:Account)
WHERE NOT EXISTS { (a)-[:MEMBER_OF]->(:Cluster) }
WITH a, count(DISTINCT head(labels(i))) AS kinds, count(i) AS identifiers,
     min(u.first_seen) AS first_seen, max(u.last_seen) AS last_seen
WHERE kinds >= $min_kinds
RETURN a.id AS account_id, a.created_at AS created_at, a.status AS status, kinds, identifiers, first_seen, last_seen
ORDER BY kinds DESC, identifiers DESC, account_id
LIMIT $limit
