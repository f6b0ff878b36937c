// name: export_known_clusters
// mode: export
// doc: All clusters of one level that were ever published, by pages of parallel lists; an id is never given twice.
// params:
//   after: string - the greatest cluster id of the page before; empty to begin
//   limit: integer - clusters a page
//   level: string - operator or campaign
// returns:
//   clusters: cluster ids
//   current: whether it is of the present, be it set aside while an earlier time is shown
//   shown: whether it is what readers see now
//   remembered: whether what it had last is kept apart from what readers see
//   last: the greatest cluster id of the page, null when there is nothing more
MATCH (c:Cluster)
WHERE c.id > $after AND c.level = $level
WITH c ORDER BY c.id LIMIT $limit
RETURN collect(c.id) AS clusters,
       collect(coalesce(c.set_aside, c.retired_at IS NULL AND c.as_of IS NULL)) AS current,
       collect(c.retired_at IS NULL) AS shown,
       collect(EXISTS { (c)<-[:WAS_MEMBER_OF]-(:Account) } OR EXISTS { (c)-[:RESTED_ON]->() }) AS remembered,
       max(c.id) AS last
