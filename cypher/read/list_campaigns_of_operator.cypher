// name: list_campaigns_of_operator
// mode: read
// doc: The campaigns of one operator, largest first.
// params:
//   cluster: cluster - the cluster's id
//   limit: integer = 100 - most rows
// returns:
//   cluster_id: the campaign
//   verdict: flagged, watch or clear
//   score: how sure, 0 to 1
//   size: its members
//   flagged: members that are flagged themselves
//   first_seen: its first activity
//   last_seen: its last activity
//   summary: the campaign in one sentence
// example: linkage query list_campaigns_of_operator --param cluster=op-1a2b3c
MATCH (c:Cluster)-[:PART_OF]->(:Cluster {id: $cluster})
WHERE c.retired_at IS NULL
RETURN c.id AS cluster_id, c.verdict AS verdict, c.score AS score, c.size AS size, c.flagged AS flagged,
       c.first_seen AS first_seen, c.last_seen AS last_seen, c.summary AS summary
ORDER BY size DESC, cluster_id
LIMIT $limit
