// name: list_calibrations
// mode: read
// doc: What the runs of the present learnt, the latest first.
// params:
//   limit: integer - most runs
// returns:
//   run_id: the run
//   calibration: what it learnt, JSON text
//   key: when it started in epoch milliseconds
MATCH (r:Run)
WHERE r.as_of IS NULL
WITH r, coalesce(r.started_at.epochMillis, 0) AS key
ORDER BY key DESC, r.id
LIMIT $limit
RETURN r.id AS run_id, r.calibration AS calibration, key
ORDER BY key DESC, run_id
LIMIT $limit
