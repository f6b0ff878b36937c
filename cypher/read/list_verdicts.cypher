// name: list_verdicts
// mode: read
// doc: How many current clusters and members there are of each level and verdict.
// params:
//   limit: integer = 100 - most rows
// returns:
//   level: operator or campaign
//   verdict: flagged, watch or clear
//   clusters: how many clusters
//   members: how many memberships in them
//   flagged: how many of these are flagged themselves
//   largest: the size of the largest
// example: linkage query list_verdicts
MATCH (c:Cluster)
WHERE c.retired_at IS NULL
WITH c.level AS level, c.verdict AS verdict, count(c) AS clusters, sum(c.size) AS members, sum(c.flagged) AS flagged,
     max(c.size) AS largest
RETURN level, verdict, clusters, members, flagged, largest
ORDER BY level DESC, verdict
LIMIT $limit
