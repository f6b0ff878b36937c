// name: get_run
// mode: read
// doc: One run of detection with the weights it had learnt and the settings it ran under.
// params:
//   run: string - the run's id
//   limit: integer = 1 - most rows; an id names one run at most
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
//   calibration: JSON text, the learnt weights and chance rates
//   settings: JSON text, the settings
// example: linkage query get_run --param run=run-1
MATCH (r:Run {id: $run})
RETURN r.id AS run_id, r.seed AS seed, r.engine AS engine, r.as_of AS as_of, r.started_at AS started_at,
       r.finished_at AS finished_at, r.version AS version, r.accounts AS accounts, r.identifiers AS identifiers,
       r.edges AS edges, r.clusters AS clusters, r.flagged AS flagged, r.calibration AS calibration,
       r.settings AS settings
ORDER BY run_id
LIMIT $limit
