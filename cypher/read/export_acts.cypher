// name: export_acts
// mode: export
// doc: Which account acted with which fingerprint in which ten minutes, as parallel lists, for a range of accounts.
// params:
//   after: string - account ids above this one
//   until: string - and not above this one
// returns:
//   accounts: account ids
//   fingerprints: fingerprints of moments
//   at: the start of each ten minutes, epoch milliseconds
//   counts: activity
MATCH (a:Account)-[t:ACTED]->(m:Moment)
WHERE a.id > $after AND a.id <= $until
RETURN collect(a.id) AS accounts,
       collect(m.fingerprint) AS fingerprints,
       collect(m.at.epochMillis) AS at,
       collect(t.count) AS counts
