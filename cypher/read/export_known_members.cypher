// name: export_known_members
// mode: export
// doc: The members that every cluster of one level has, or had when it ended or was set aside, by pages of parallel
//      lists; a page holds whole clusters.
// params:
//   after: string - the greatest cluster id of the page before; empty to begin
//   limit: integer - clusters a page
//   level: string - operator or campaign
// returns:
//   clusters: cluster ids
//   accounts: account ids
//   last: the greatest cluster id of the page, null when there is nothing more
MATCH (c:Cluster)
WHERE c.id > $after AND c.level = $level
WITH c ORDER BY c.id LIMIT $limit
WITH c, EXISTS { (c)<-[:WAS_MEMBER_OF]-(:Account) } OR EXISTS { (c)-[:RESTED_ON]->() } AS remembered
OPTIONAL MATCH (c)<-[m:MEMBER_OF|WAS_MEMBER_OF]-(a:Account)
WHERE type(m) = CASE WHEN remembered THEN 'WAS_MEMBER_OF' ELSE 'MEMBER_OF' END
RETURN collect(CASE WHEN a IS NULL THEN null ELSE c.id END) AS clusters,
       collect(a.id) AS accounts,
       max(c.id) AS last
