// name: list_shared_identifiers_without_cluster
// mode: read
// for: each kind
// doc: Identifiers shared by accounts none of which is in a cluster, most shared first: what detection left alone.
// params:
//   min_accounts: integer = 2 - leave out identifiers with fewer accounts
//   max_degree: integer = 100 - pass over identifiers with more accounts than this; bounds the work on hubs
//   limit: integer = 100 - most rows
// returns:
//   ref: the reference that stands for the identifier
//   value: the value as stored
//   accounts: how many accounts used it
//   first_seen: its first use
//   last_seen: its last use
// example: linkage query list_shared_identifiers_without_cluster --param kind=payment
MATCH (i:KIND)
WITH i, COUNT { (i)<-[:USED]-() } AS accounts
WHERE accounts >= $min_accounts AND accounts <= $max_degree
  AND NOT EXISTS { (i)<-[:USED]-(:Account)-[:MEMBER_OF]->(:Cluster) }
WITH i, accounts
ORDER BY accounts DESC, i.ref
LIMIT $limit
MATCH (i)<-[u:USED]-(:Account)
WITH i, accounts, min(u.first_seen) AS first_seen, max(u.last_seen) AS last_seen
RETURN i.ref AS ref, i.id AS value, accounts, first_seen, last_seen
ORDER BY accounts DESC, ref
LIMIT $limit
