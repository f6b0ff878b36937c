// name: create_run
// mode: write
// doc: Record a detection: when, how, what it read and what it found. It leaves its name as that of the latest run.
// params:
//   id: string - id of the run
//   started_at: integer - epoch milliseconds
//   finished_at: integer - epoch milliseconds
//   as_of: integer - epoch milliseconds, or null for all there is
//   properties: map - seed, engine, version, counts, calibration and settings
CREATE (r:Run {id: $id})
SET r.seed = $properties.seed,
    r.engine = $properties.engine,
    r.version = $properties.version,
    r.accounts = $properties.accounts,
    r.identifiers = $properties.identifiers,
    r.edges = $properties.edges,
    r.clusters = $properties.clusters,
    r.campaigns = $properties.campaigns,
    r.flagged = $properties.flagged,
    r.calibration = $properties.calibration,
    r.settings = $properties.settings,
    r.started_at = datetime({epochMillis: $started_at}),
    r.finished_at = datetime({epochMillis: $finished_at}),
    r.as_of = CASE WHEN $as_of IS NULL THEN null ELSE datetime({epochMillis: $as_of}) END
MERGE (s:Setting {id: 'latest run'})
SET s.value = $id
