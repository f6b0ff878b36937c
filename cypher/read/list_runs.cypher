// name: list_runs
// mode: read
// doc: The runs of detection, latest first.
// params:
//   after_key: integer = null - go on below this start (epoch milliseconds), the previous page's last key
//   after_id: string = null - go on behind this run among equal starts; null begins at the top
//   limit: integer = 100 - most rows
// returns:
//   run_id: the run
//   seed: its seed
//   engine: the engine that found the communities
//   as_of: the time it looked from
//   started_at: when it started
//   finished_at: when it ended
//   version: the version of linkage that ran
//   accounts: accounts it looked at
//   identifiers: identifiers it looked at
//   edges: edges it looked at
//   clusters: operators it published
//   flagged: accounts it flagged
//   key: the start in epoch milliseconds, for after_key
// example: linkage query list_runs --param limit=5
MATCH (r:Run)
WITH r, coalesce(r.started_at.epochMillis, 0) AS key
WHERE $after_id IS NULL OR key < $after_key OR (key = $after_key AND r.id > $after_id)
RETURN r.id AS run_id, r.seed AS seed, r.engine AS engine, r.as_of AS as_of, r.started_at AS started_at,
       r.finished_at AS finished_at, r.version AS version, r.accounts AS accounts, r.identifiers AS identifiers,
       r.edges AS edges, r.clusters AS clusters, r.flagged AS flagged, key
ORDER BY key DESC, run_id
LIMIT $limit
