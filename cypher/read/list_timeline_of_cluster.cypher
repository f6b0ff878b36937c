// name: list_timeline_of_cluster
// mode: read
// doc: Day by day, how many members of one cluster were created, and for how many that are banned by now it was the
//      last day anything was seen of them: what is bought, and what replaces it. Days in which nothing was are left
//      out.
// params:
//   cluster: cluster - the cluster's id
//   status: string = banned - the status that marks a banned account
//   limit: integer = 10000 - most days
// returns:
//   day: the day's beginning, UTC
//   created: members created in it
//   banned: how many of these are banned by now
//   ended: banned members last seen in it
// example: linkage query list_timeline_of_cluster --param cluster=op-1a2b3c
CALL () {
  MATCH (:Cluster {id: $cluster})<-[:MEMBER_OF]-(a:Account)
  WHERE a.created_at IS NOT NULL
  RETURN a.created_at.epochMillis / 86400000 AS at, 1 AS created,
         CASE WHEN toLower(toString(a.status)) = toLower($status) THEN 1 ELSE 0 END AS banned, 0 AS ended
  UNION ALL
  MATCH (:Cluster {id: $cluster})<-[:MEMBER_OF]-(a:Account)-[u:USED]->()
  WHERE toLower(toString(a.status)) = toLower($status)
  WITH a, max(u.last_seen) AS last
  RETURN last.epochMillis / 86400000 AS at, 0 AS created, 0 AS banned, 1 AS ended
}
WITH at, sum(created) AS created, sum(banned) AS banned, sum(ended) AS ended
RETURN datetime({epochMillis: at * 86400000}) AS day, created, banned, ended
ORDER BY day
LIMIT $limit
