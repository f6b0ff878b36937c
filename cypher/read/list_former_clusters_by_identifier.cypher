// name: list_former_clusters_by_identifier
// mode: read
// for: each kind
// doc: The retired clusters that rested on one identifier when they ended, latest first: whose it was.
// params:
//   identifier: identifier - the value, raw or as stored, or its reference
//   limit: integer = 100 - most rows
// returns:
//   cluster_id: the cluster
//   level: operator or campaign
//   verdict: its verdict when it ended
//   retired_at: when it ended
//   members: how many of its members used the identifier
//   accounts: how many accounts used it at the same time, members or not
//   weight: weight of sharing it then
// example: linkage query list_former_clusters_by_identifier --param kind=payment --param identifier=card-1
MATCH (:KIND {id: $identifier})<-[r:RESTED_ON]-(c:Cluster)
WHERE c.retired_at IS NOT NULL
RETURN c.id AS cluster_id, c.level AS level, c.verdict AS verdict, c.retired_at AS retired_at, r.members AS members,
       r.accounts AS accounts, r.weight AS weight
ORDER BY retired_at DESC, cluster_id
LIMIT $limit
