// name: list_members_of_cluster
// mode: read
// doc: The members of one cluster, firmest first. A retired cluster has none: list_former_members_of_cluster.
// params:
//   cluster: cluster - the cluster's id
//   verdict: string = null - only members that are flagged, watch or clear themselves; null for all
//   after_key: float = null - go on below this strength, the previous page's last
//   after_id: string = null - go on behind this account among equal strengths; null begins at the top
//   limit: integer = 100 - most rows
// returns:
//   account_id: the account
//   created_at: when it was created
//   status: its status, as the input said
//   strength: how firmly it is tied, 0 to 1
//   score: its own score, 0 to 1
//   verdict: its own verdict
//   since: its first use of what ties it
//   redundancy: how many independent ties hold it
//   kinds: how many independent kinds of evidence support it
//   run: the run that last said so
// example: linkage query list_members_of_cluster --param cluster=op-1a2b3c4d5e6f --param verdict=flagged
MATCH (:Cluster {id: $cluster})<-[m:MEMBER_OF]-(a:Account)
WHERE ($verdict IS NULL OR m.verdict = $verdict)
  AND ($after_id IS NULL OR m.strength < $after_key OR (m.strength = $after_key AND a.id > $after_id))
RETURN a.id AS account_id, a.created_at AS created_at, a.status AS status, m.strength AS strength, m.score AS score,
       m.verdict AS verdict, m.since AS since, m.redundancy AS redundancy, m.kinds AS kinds, m.run AS run
ORDER BY strength DESC, account_id
LIMIT $limit
