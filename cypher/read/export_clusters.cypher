// name: export_clusters
// mode: export
// doc: The current clusters, by pages of parallel lists; a value that is not known is empty or below zero.
// params:
//   after: string - the greatest cluster id of the page before; empty to begin
//   limit: integer - clusters a page, retired ones included
// returns:
//   clusters: cluster ids
//   levels: operator or campaign
//   scores: 0 to 1
//   verdicts: flagged, watch or clear
//   sizes: members
//   flagged: members that are flagged themselves
//   first: first activity, epoch milliseconds
//   latest: last activity, epoch milliseconds
//   parents: the operator a campaign is part of, empty for an operator
//   last: the greatest cluster id of the page, null when there is nothing more
MATCH (c:Cluster)
WHERE c.id > $after
WITH c ORDER BY c.id LIMIT $limit
WITH c AS any, CASE WHEN c.retired_at IS NULL THEN c END AS c
RETURN collect(c.id) AS clusters,
       collect(CASE WHEN c IS NULL THEN null ELSE coalesce(c.level, '') END) AS levels,
       collect(CASE WHEN c IS NULL THEN null ELSE coalesce(c.score, 0.0) END) AS scores,
       collect(CASE WHEN c IS NULL THEN null ELSE coalesce(c.verdict, '') END) AS verdicts,
       collect(CASE WHEN c IS NULL THEN null ELSE coalesce(c.size, 0) END) AS sizes,
       collect(CASE WHEN c IS NULL THEN null ELSE coalesce(c.flagged, 0) END) AS flagged,
       collect(CASE WHEN c IS NULL THEN null ELSE coalesce(c.first_seen.epochMillis, -1) END) AS first,
       collect(CASE WHEN c IS NULL THEN null ELSE coalesce(c.last_seen.epochMillis, -1) END) AS latest,
       collect(CASE WHEN c IS NULL THEN null
                    ELSE coalesce(head(COLLECT { MATCH (c)-[:PART_OF]->(o:Cluster) RETURN o.id AS id ORDER BY id }), '')
               END) AS parents,
       max(any.id) AS last
