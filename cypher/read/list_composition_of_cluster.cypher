// name: list_composition_of_cluster
// mode: read
// doc: Who is in one cluster: its members counted by status, plan, verification and their own verdict.
// params:
//   cluster: cluster - the cluster's id
//   limit: integer = 100 - most rows
// returns:
//   status: the accounts' status, as the input said
//   plan: their plan
//   verified: whether they are verified
//   verdict: their own verdict
//   members: how many members are so
//   first_created: when the first of them was created
//   last_created: when the last of them was created
// example: linkage query list_composition_of_cluster --param cluster=op-1a2b3c
MATCH (:Cluster {id: $cluster})<-[m:MEMBER_OF]-(a:Account)
WITH a.status AS status, a.plan AS plan, a.verified AS verified, m.verdict AS verdict, count(a) AS members,
     min(a.created_at) AS first_created, max(a.created_at) AS last_created
RETURN status, plan, verified, verdict, members, first_created, last_created
ORDER BY members DESC, status, plan, verified, verdict
LIMIT $limit
