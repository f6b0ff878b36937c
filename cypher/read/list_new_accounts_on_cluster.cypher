// name: list_new_accounts_on_cluster
// mode: read
// doc: Accounts outside a cluster that began to use its members' identifiers since a time: where it may be growing.
// params:
//   cluster: cluster - the cluster's id
//   since: datetime - first uses from this time on
//   min_members: integer = 1 - count only identifiers that this many members used
//   max_degree: integer = 100 - pass over identifiers with more accounts than this; bounds the work on hubs
//   limit: integer = 100 - most rows
// returns:
//   account_id: the account
//   created_at: when it was created
//   status: its status, as the input said
//   identifiers: how many of the cluster's identifiers it began to use
//   kinds: of how many kinds
//   first_seen: its first such use
//   clusters: the current operators it is a member of, by id
// example: linkage query list_new_accounts_on_cluster --param cluster=op-1a2b3c --param since=2026-01-01T00:00:00Z
MATCH (:Cluster {id: $cluster})<-[:MEMBER_OF]-(m:Account)-[:USED]->(i)
WITH i, count(m) AS members
WHERE members >= $min_members
WITH i, members, COUNT { (i)<-[:USED]-() } AS accounts
WHERE accounts > members AND accounts <= $max_degree
WITH i, head(labels(i)) AS label
MATCH (i)<-[u:USED]-(a:Account)
WHERE u.first_seen >= datetime({epochMillis: $since})
WITH a, count(i) AS identifiers, count(DISTINCT label) AS kinds, min(u.first_seen) AS first_seen
WHERE NOT EXISTS { (a)-[:MEMBER_OF]->(:Cluster {id: $cluster}) }
WITH a, identifiers, kinds, first_seen
ORDER BY kinds DESC, identifiers DESC, first_seen DESC, a.id
LIMIT $limit
RETURN a.id AS account_id, a.created_at AS created_at, a.status AS status, identifiers, kinds, first_seen,
       COLLECT { MATCH (a)-[:MEMBER_OF]->(k:Cluster {level: 'operator'}) RETURN k.id AS id ORDER BY id } AS clusters
ORDER BY kinds DESC, identifiers DESC, first_seen DESC, account_id
LIMIT $limit
