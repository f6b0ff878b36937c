// name: merge_moments
// mode: write
// doc: Make the moments (a fingerprint within ten minutes) that are not there yet.
// params:
//   id: list<string> - fingerprint@start in epoch seconds, in byte order
//   fingerprint: list<string> - the fingerprints
//   at: list<integer> - start of each ten minutes, ms since the epoch
UNWIND range(0, size($id) - 1) AS n
MERGE (m:Moment {id: $id[n]})
ON CREATE SET m.fingerprint = $fingerprint[n], m.at = datetime({epochMillis: $at[n]})
