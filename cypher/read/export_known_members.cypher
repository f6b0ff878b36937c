// name: export_known_members
// mode: export
// doc: The members of every current cluster of one level, by pages of parallel lists; a page holds whole clusters.
// params:
//   after: string - the greatest cluster id of the page before; empty to begin
//   limit: integer - clusters a page
//   level: string - operator or campaign
// returns:
//   clusters: cluster ids
//   accounts: account ids
//   last: the greatest cluster id of the page, null when there is nothing more
MATCH (c:Cluster)
WHERE c.id > $after AND c.level = $level AND c.retired_at IS NULL
WITH c ORDER BY c.id LIMIT $limit
OPTIONAL MATCH (a:Account)-[:MEMBER_OF]->(c)
RETURN collect(CASE WHEN a IS NULL THEN null ELSE c.id END) AS clusters,
       collect(a.id) AS accounts,
       max(c.id) AS last
