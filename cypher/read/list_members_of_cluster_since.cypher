// name: list_members_of_cluster_since
// mode: read
// doc: Who joined one cluster since a time: members that first used what ties them after it, latest first.
// params:
//   cluster: cluster - the cluster's id
//   since: datetime - only members tied after this time
//   limit: integer = 100 - most rows
// returns:
//   account_id: the account
//   created_at: when it was created
//   status: its status, as the input said
//   strength: how firmly it is tied, 0 to 1
//   verdict: its own verdict
//   since: its first use of what ties it
// example: linkage query list_members_of_cluster_since --param cluster=op-1a2b3c --param since=2026-01-01T00:00:00Z
MATCH (:Cluster {id: $cluster})<-[m:MEMBER_OF]-(a:Account)
WHERE m.since > datetime({epochMillis: $since})
RETURN a.id AS account_id, a.created_at AS created_at, a.status AS status, m.strength AS strength,
       m.verdict AS verdict, m.since AS since
ORDER BY since DESC, account_id
LIMIT $limit
