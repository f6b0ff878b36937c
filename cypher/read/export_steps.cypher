// name: export_steps
// mode: export
// doc: The moments in which members of every cluster that is shown acted in step, with all that is published of each,
//      by pages of whole clusters.
// params:
//   after: string - the greatest cluster id of the page before; empty to begin
//   limit: integer - clusters a page
// returns:
//   clusters: cluster ids
//   moments: moment ids
//   members: accounts of the cluster that acted within these minutes
//   accounts: accounts that did, in the cluster or not
//   weights: weight of sharing it
//   shares: how likely two accounts that share it belong together, 0 to 1
//   last: the greatest cluster id of the page, null when there is nothing more
MATCH (c:Cluster)
WHERE c.id > $after AND c.retired_at IS NULL
WITH c ORDER BY c.id LIMIT $limit
OPTIONAL MATCH (c)-[r:IN_STEP_AT]->(m:Moment)
RETURN collect(CASE WHEN r IS NULL THEN null ELSE c.id END) AS clusters,
       collect(m.id) AS moments,
       collect(r.members) AS members,
       collect(r.accounts) AS accounts,
       collect(r.weight) AS weights,
       collect(r.share) AS shares,
       max(c.id) AS last
