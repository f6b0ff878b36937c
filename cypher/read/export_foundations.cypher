// name: export_foundations
// mode: export
// doc: The identifiers that every cluster that is shown rests on, with all that is published of each, by pages of whole
//      clusters.
// params:
//   after: string - the greatest cluster id of the page before; empty to begin
//   limit: integer - clusters a page
// returns:
//   clusters: cluster ids
//   labels: labels of the identifiers
//   refs: references of the identifiers
//   members: accounts of the cluster that used it
//   accounts: accounts that used it at the same time
//   weights: weight of sharing it
//   shares: how likely two users of it belong together, 0 to 1
//   first: when those accounts first used it, epoch milliseconds
//   latest: when they last did, epoch milliseconds
//   last: the greatest cluster id of the page, null when there is nothing more
MATCH (c:Cluster)
WHERE c.id > $after AND c.retired_at IS NULL
WITH c ORDER BY c.id LIMIT $limit
OPTIONAL MATCH (c)-[r:RESTS_ON]->(i)
RETURN collect(CASE WHEN r IS NULL THEN null ELSE c.id END) AS clusters,
       collect(CASE WHEN r IS NULL THEN null ELSE labels(i)[0] END) AS labels,
       collect(i.ref) AS refs,
       collect(r.members) AS members,
       collect(r.accounts) AS accounts,
       collect(r.weight) AS weights,
       collect(r.share) AS shares,
       collect(CASE WHEN r IS NULL THEN null ELSE coalesce(r.first_seen.epochMillis, -1) END) AS first,
       collect(CASE WHEN r IS NULL THEN null ELSE coalesce(r.last_seen.epochMillis, -1) END) AS latest,
       max(c.id) AS last
