// name: export_members
// mode: export
// doc: The memberships in current clusters, by pages of parallel lists; a page holds whole clusters.
// params:
//   after: string - the greatest cluster id of the page before; empty to begin
//   limit: integer - clusters a page
// returns:
//   accounts: account ids
//   clusters: cluster ids
//   levels: operator or campaign
//   scores: the accounts' own scores, 0 to 1
//   verdicts: the accounts' own verdicts
//   last: the greatest cluster id of the page, null when there is nothing more
MATCH (c:Cluster)
WHERE c.id > $after AND c.retired_at IS NULL
WITH c ORDER BY c.id LIMIT $limit
OPTIONAL MATCH (c)<-[m:MEMBER_OF]-(a:Account)
RETURN collect(a.id) AS accounts,
       collect(CASE WHEN m IS NULL THEN null ELSE c.id END) AS clusters,
       collect(CASE WHEN m IS NULL THEN null ELSE c.level END) AS levels,
       collect(CASE WHEN m IS NULL THEN null ELSE coalesce(m.score, 0.0) END) AS scores,
       collect(CASE WHEN m IS NULL THEN null ELSE coalesce(m.verdict, '') END) AS verdicts,
       max(c.id) AS last
