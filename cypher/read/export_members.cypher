// name: export_members
// mode: export
// doc: The memberships in current clusters, by pages of parallel lists; a page holds whole accounts.
// params:
//   after: string - the greatest account id of the page before; empty to begin
//   limit: integer - accounts a page
// returns:
//   accounts: account ids
//   clusters: cluster ids
//   levels: operator or campaign
//   scores: the accounts' own scores, 0 to 1
//   verdicts: the accounts' own verdicts
//   last: the greatest account id of the page, null when there is nothing more
MATCH (a:Account)
WHERE a.id > $after
WITH a ORDER BY a.id LIMIT $limit
OPTIONAL MATCH (a)-[m:MEMBER_OF]->(c:Cluster)
WITH a, m, CASE WHEN c.retired_at IS NULL THEN c END AS c
RETURN collect(CASE WHEN c IS NULL THEN null ELSE a.id END) AS accounts,
       collect(c.id) AS clusters,
       collect(c.level) AS levels,
       collect(CASE WHEN c IS NULL THEN null ELSE coalesce(m.score, 0.0) END) AS scores,
       collect(CASE WHEN c IS NULL THEN null ELSE coalesce(m.verdict, '') END) AS verdicts,
       max(a.id) AS last
