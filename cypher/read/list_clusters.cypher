// name: list_clusters
// mode: read
// doc: The current clusters, greatest first by score, size, first_seen or last_seen, narrowed as asked.
// params:
//   verdict: string = null - only flagged, watch or clear; null for all
//   level: string = null - only operator or campaign; null for both
//   min_score: float = 0 - only from this score up, 0 to 1
//   min_size: integer = 0 - only from this many members up
//   since: datetime = null - only those that were active at this time or later
//   sort: string = score - score, size, first_seen or last_seen
//   after_key: float = null - go on below this key, the previous page's last
//   after_id: string = null - go on behind this cluster among equal keys; null begins at the top
//   limit: integer = 100 - most rows
// returns:
//   cluster_id: the cluster
//   level: operator or campaign
//   score: how sure, 0 to 1
//   verdict: flagged, watch or clear
//   size: members
//   flagged: members that are flagged themselves
//   first_seen: first activity of its members on what ties them
//   last_seen: last such activity
//   summary: the cluster in one sentence
//   run: the run that last published it
//   key: what it was sorted by (times in epoch milliseconds), for after_key
// example: linkage query list_clusters --param verdict=flagged --param sort=size
MATCH (c:Cluster)
WHERE c.retired_at IS NULL
  AND ($verdict IS NULL OR c.verdict = $verdict)
  AND ($level IS NULL OR c.level = $level)
  AND c.score >= $min_score
  AND c.size >= $min_size
  AND ($since IS NULL OR c.last_seen >= datetime({epochMillis: $since}))
WITH c, CASE $sort
          WHEN 'size' THEN toFloat(c.size)
          WHEN 'first_seen' THEN toFloat(c.first_seen.epochMillis)
          WHEN 'last_seen' THEN toFloat(c.last_seen.epochMillis)
          ELSE toFloat(c.score)
        END AS key
WHERE $after_id IS NULL OR key < $after_key OR (key = $after_key AND c.id > $after_id)
RETURN c.id AS cluster_id, c.level AS level, c.score AS score, c.verdict AS verdict, c.size AS size,
       c.flagged AS flagged, c.first_seen AS first_seen, c.last_seen AS last_seen, c.summary AS summary,
       c.run AS run, key
ORDER BY key DESC, cluster_id
LIMIT $limit
