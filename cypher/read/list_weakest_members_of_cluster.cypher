// name: list_weakest_members_of_cluster
// mode: read
// doc: The members of one cluster that hang by least: fewest independent ties, fewest kinds, least strength first.
// params:
//   cluster: cluster - the cluster's id
//   limit: integer = 100 - most rows
// returns:
//   account_id: the account
//   verdict: its own verdict
//   score: its own score, 0 to 1
//   strength: how firmly it is tied, 0 to 1
//   redundancy: how many independent ties hold it
//   kinds: how many independent kinds of evidence support it
//   since: its first use of what ties it
//   status: its status, as the input said
//   created_at: when it was created
// example: linkage query list_weakest_members_of_cluster --param cluster=op-1a2b3c
MATCH (:Cluster {id: $cluster})<-[m:MEMBER_OF]-(a:Account)
RETURN a.id AS account_id, m.verdict AS verdict, m.score AS score, m.strength AS strength, m.redundancy AS redundancy,
       m.kinds AS kinds, m.since AS since, a.status AS status, a.created_at AS created_at
ORDER BY redundancy, kinds, strength, account_id
LIMIT $limit
