// name: list_identifiers_of_cluster
// mode: read
// doc: The identifiers that the members of one cluster share, most shared first.
// params:
//   cluster: cluster - the cluster's id
//   min_members: integer = 2 - only those used by this many members or more
//   after_key: integer = null - go on below this many members, the previous page's last
//   after_id: string = null - go on behind this reference among equal ones; null begins at the top
//   limit: integer = 100 - most rows
// returns:
//   label: the identifier's label, which names its kind
//   ref: the reference that stands for the identifier in URLs and logs
//   value: the value as stored
//   members: how many members used it
//   accounts: how many accounts used it in all
//   first_seen: first use by a member
//   last_seen: last use by a member
// example: linkage query list_identifiers_of_cluster --param cluster=op-1a2b3c4d5e6f
MATCH (:Cluster {id: $cluster})<-[:MEMBER_OF]-(:Account)-[u:USED]->(i)
WITH i, count(u) AS members, min(u.first_seen) AS first_seen, max(u.last_seen) AS last_seen
WHERE members >= $min_members
  AND ($after_id IS NULL OR members < $after_key OR (members = $after_key AND i.ref > $after_id))
WITH i, members, first_seen, last_seen
ORDER BY members DESC, i.ref
LIMIT $limit
RETURN labels(i)[0] AS label, i.ref AS ref, i.id AS value, members,
       COUNT { (i)<-[:USED]-() } AS accounts, first_seen, last_seen
ORDER BY members DESC, ref
LIMIT $limit
