// name: export_known_foundations
// mode: export
// doc: The identifiers of its own that every cluster of one level rests on, or rested on when it ended or was set
//      aside, by pages of parallel lists. Its own are those most of whose users were its members.
// params:
//   after: string - the greatest cluster id of the page before; empty to begin
//   limit: integer - clusters a page
//   level: string - operator or campaign
// returns:
//   clusters: cluster ids
//   labels: labels of the identifiers
//   refs: their references
//   weights: weight of sharing each
//   first: first use within its lease, epoch milliseconds
//   latest: latest use within its lease, epoch milliseconds
//   last: the greatest cluster id of the page, null when there is nothing more
MATCH (c:Cluster)
WHERE c.id > $after AND c.level = $level
WITH c ORDER BY c.id LIMIT $limit
WITH c, EXISTS { (c)<-[:WAS_MEMBER_OF]-(:Account) } OR EXISTS { (c)-[:RESTED_ON]->() } AS remembered
OPTIONAL MATCH (c)-[r:RESTS_ON|RESTED_ON]->(i)
WHERE type(r) = CASE WHEN remembered THEN 'RESTED_ON' ELSE 'RESTS_ON' END AND 2 * r.members >= r.accounts
RETURN collect(CASE WHEN i IS NULL THEN null ELSE c.id END) AS clusters,
       collect(head(labels(i))) AS labels,
       collect(i.ref) AS refs,
       collect(r.weight) AS weights,
       collect(CASE WHEN i IS NULL THEN null ELSE coalesce(r.first_seen.epochMillis, 0) END) AS first,
       collect(CASE WHEN i IS NULL THEN null ELSE coalesce(r.last_seen.epochMillis, 0) END) AS latest,
       max(c.id) AS last
