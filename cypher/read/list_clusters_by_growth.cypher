// name: list_clusters_by_growth
// mode: read
// doc: The current clusters by how many of their members were created since a time, fastest growing first.
// params:
//   since: datetime - members created from this time on are new
//   min_new: integer = 1 - leave out clusters with fewer new members
//   limit: integer = 100 - most rows
// returns:
//   cluster_id: the cluster
//   level: operator or campaign
//   verdict: flagged, watch or clear
//   score: how sure, 0 to 1
//   members: its members now
//   new_members: those created since
//   growth: new members for each older one, null where there is no older one
//   last_created: when its youngest member was created
// example: linkage query list_clusters_by_growth --param since=2026-01-01T00:00:00Z
MATCH (c:Cluster)<-[:MEMBER_OF]-(a:Account)
WHERE c.retired_at IS NULL
WITH c, count(a) AS members, max(a.created_at) AS last_created,
     sum(CASE WHEN a.created_at >= datetime({epochMillis: $since}) THEN 1 ELSE 0 END) AS new_members
WHERE new_members >= $min_new
RETURN c.id AS cluster_id, c.level AS level, c.verdict AS verdict, c.score AS score, members, new_members,
       CASE WHEN members > new_members THEN toFloat(new_members) / (members - new_members) END AS growth, last_created
ORDER BY new_members DESC, members, cluster_id
LIMIT $limit
