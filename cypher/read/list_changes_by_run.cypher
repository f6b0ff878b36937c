// name: list_changes_by_run
// mode: read
// doc: The runs of detection, latest first, with what each changed.
// params:
//   limit: integer = 20 - most rows
// returns:
//   run_id: the run
//   as_of: the time it looked from
//   accounts: accounts it looked at
//   clusters: clusters it published
//   flagged: accounts it flagged
//   created: clusters it found that were not there before
//   merged: clusters that ended in another in this run
//   split: clusters that came out of another in this run
//   continued: clusters that took up an ended one in this run
// example: linkage query list_changes_by_run --param limit=5
MATCH (r:Run)
WITH r
ORDER BY r.started_at DESC, r.id
LIMIT $limit
RETURN r.id AS run_id, r.as_of AS as_of, r.accounts AS accounts, r.clusters AS clusters, r.flagged AS flagged,
       COUNT { MATCH (c:Cluster) WHERE c.created_run = r.id } AS created,
       COUNT { MATCH (:Cluster)-[x:MERGED_INTO]->(:Cluster) WHERE x.run = r.id } AS merged,
       COUNT { MATCH (:Cluster)-[x:SPLIT_FROM]->(:Cluster) WHERE x.run = r.id } AS split,
       COUNT { MATCH (:Cluster)-[x:CONTINUES]->(:Cluster) WHERE x.run = r.id } AS continued
ORDER BY r.started_at DESC, run_id
LIMIT $limit
