// name: export_origins_of_operators
// mode: export
// doc: Since when every current operator has been known, and how many current campaigns it has, by pages of parallel
//      lists.
// params:
//   after: string - the greatest cluster id of the page before; empty to begin
//   limit: integer - operators a page
// returns:
//   clusters: cluster ids
//   created_runs: the run that found each
//   reborn_runs: the last run in which it was back; empty where it never was
//   campaigns: its current campaigns
//   last: the greatest cluster id of the page, null when there is nothing more
MATCH (c:Cluster {level: 'operator'})
WHERE c.id > $after AND c.retired_at IS NULL
WITH c ORDER BY c.id LIMIT $limit
RETURN collect(c.id) AS clusters,
       collect(coalesce(c.created_run, '')) AS created_runs,
       collect(coalesce(c.reborn_run, '')) AS reborn_runs,
       collect(COUNT { MATCH (k:Cluster)-[:PART_OF]->(c) WHERE k.retired_at IS NULL }) AS campaigns,
       max(c.id) AS last
