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
MATCH (:Cluster {id: $cluster})<-[:MEMBER_OF]-(:Account)-[u:USED]->(i)
WITH i, count(u) AS members, min(u.first_seen) AS first_here, max(u.last_seen) AS last_here
WITH i, members, first_here, last_here, COUNT { (i)<-[:USED]-() } AS accounts
WHERE accounts <= $max_degree
MATCH (i)<-[v:USED]-(:Account)-[:MEMBER_OF]->(:Cluster {id: $other_cluster})
WITH i, members, accounts, first_here, last_here, count(v) AS other_members,
     min(v.first_seen) AS first_there, max(v.last_seen) AS last_there
RETURN head(labels(i)) AS label, i.ref AS ref, i.id AS value, members, other_members, accounts,
       CASE WHEN first_here < first_there THEN first_here ELSE first_there END AS first_seen,
       CASE WHEN last_here > last_there THEN last_here ELSE last_there END AS last_seen
ORDER BY accounts, members + other_members DESC, label, ref
LIMIT $limit
