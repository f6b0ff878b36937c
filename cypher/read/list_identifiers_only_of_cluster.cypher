// name: list_identifiers_only_of_cluster
// mode: read
// doc: The identifiers that members of one cluster share and nobody else uses: its own infrastructure.
// params:
//   cluster: cluster - the cluster's id
//   min_members: integer = 2 - leave out identifiers that fewer members used
//   limit: integer = 100 - most rows
// returns:
//   label: the identifier's label, which names its kind
//   ref: the reference that stands for the identifier
//   value: the value as stored
//   members: how many members used it
//   first_seen: first use
//   last_seen: last use
// example: linkage query list_identifiers_only_of_cluster --param cluster=op-1a2b3c
MATCH (:Cluster {id: $cluster})<-[:MEMBER_OF]-(:Account)-[u:USED]->(i)
WITH i, count(u) AS members, min(u.first_seen) AS first_seen, max(u.last_seen) AS last_seen
WHERE members >= $min_members AND COUNT { (i)<-[:USED]-() } = members
RETURN head(labels(i)) AS label, i.ref AS ref, i.id AS value, members, first_seen, last_seen
ORDER BY members DESC, label, ref
LIMIT $limit
