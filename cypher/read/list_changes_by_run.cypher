// name: list_changes_by_run
// mode: read
// doc: The runs of detection, latest first, with what each changed.
// params:
//   run: string = null - only this run; null for all
//   limit: integer = 20 - most rows
// returns:
//   run_id: the run
//   as_of: the time it looked from
//   accounts: accounts it looked at
//   clusters: operators it published
//   flagged: accounts it flagged
//   created: operators it found that were not there before
//   merged: operators that ended in another in this run
//   split: operators that came out of another in this run
//   continued: new operators on the infrastructure of another
//   reborn: operators that were back in this run
// example: linkage query list_changes_by_run --param limit=5
MATCH (r:Run)
WHERE $run IS NULL OR r.id = $run
WITH r
ORDER BY r.started_at DESC, r.id
LIMIT $limit
RETURN r.id AS run_id, r.as_of AS as_of, r.accounts AS accounts, r.clusters AS clusters, r.flagged AS flagged,
       COUNT { MATCH (c:Cluster {level: 'operator'}) WHERE c.created_run = r.id } AS created,
       COUNT { MATCH (:Cluster {level: 'operator'})-[x:MERGED_INTO]->(:Cluster) WHERE x.run = r.id } AS merged,
       COUNT { MATCH (:Cluster {level: 'operator'})-[x:SPLIT_FROM]->(:Cluster) WHERE x.run = r.id } AS split,
       COUNT { MATCH (:Cluster {level: 'operator'})-[x:CONTINUES]->(:Cluster) WHERE x.run = r.id } AS continued,
       COUNT { MATCH (c:Cluster {level: 'operator'}) WHERE c.reborn_run = r.id } AS reborn
ORDER BY r.started_at DESC, run_id
LIMIT $limit
