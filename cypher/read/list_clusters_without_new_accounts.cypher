// name: list_clusters_without_new_accounts
// mode: read
// doc: The current clusters that no account created since a time is in: quiet, or done with.
// params:
//   since: datetime - clusters with a member created from this time on are left out
//   verdict: string = flagged - only clusters with this verdict
//   limit: integer = 100 - most rows
// returns:
//   cluster_id: the cluster
//   level: operator or campaign
//   score: how sure, 0 to 1
//   members: its members
//   last_created: when its youngest member was created
//   last_seen: the cluster's last activity
// example: linkage query list_clusters_without_new_accounts --param since=2026-01-01T00:00:00Z
MATCH (c:Cluster)<-[:MEMBER_OF]-(a:Account)
WHERE c.retired_at IS NULL AND c.verdict = $verdict
WITH c, count(a) AS members, max(a.created_at) AS last_created
WHERE last_created IS NULL OR last_created < datetime({epochMillis: $since})
RETURN c.id AS cluster_id, c.level AS level, c.score AS score, members, last_created, c.last_seen AS last_seen
ORDER BY last_seen DESC, cluster_id
LIMIT $limit
