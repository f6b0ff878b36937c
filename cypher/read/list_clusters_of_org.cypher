// name: list_clusters_of_org
// mode: read
// doc: The current clusters that touch one organisation, by how many of its accounts are in them.
// params:
//   org: string - the organisation, as the input named it
//   limit: integer = 100 - most rows
// returns:
//   cluster_id: the cluster
//   level: operator or campaign
//   verdict: flagged, watch or clear
//   score: how sure, 0 to 1
//   size: its members
//   members_of_org: how many of them are of the organisation
//   flagged_of_org: how many of these are flagged themselves
//   share: members of the organisation for each member, 0 to 1
// example: linkage query list_clusters_of_org --param org=acme
MATCH (a:Account {org: $org})-[m:MEMBER_OF]->(c:Cluster)
WHERE c.retired_at IS NULL
WITH c, count(a) AS members_of_org, sum(CASE m.verdict WHEN 'flagged' THEN 1 ELSE 0 END) AS flagged_of_org
RETURN c.id AS cluster_id, c.level AS level, c.verdict AS verdict, c.score AS score, c.size AS size,
       members_of_org, flagged_of_org, toFloat(members_of_org) / c.size AS share
ORDER BY members_of_org DESC, cluster_id
LIMIT $limit
