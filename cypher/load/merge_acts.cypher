// name: merge_acts
// mode: write
// doc: Tie accounts to moments, making the moments that are not there, or add to the tie's count.
// params:
//   moment: list<string> - ids, fingerprint@start in epoch seconds; in byte order: writers do not deadlock
//   fingerprint: list<string> - their fingerprints
//   at: list<integer> - start of their ten minutes, ms since the epoch
//   first: list<integer> - where the ties of each moment begin, and one more: where the last ones end
//   account: list<string> - account ids
//   count: list<integer> - activity
UNWIND range(0, size($moment) - 1) AS g
MERGE (m:Moment {id: $moment[g]})
ON CREATE SET m.fingerprint = $fingerprint[g], m.at = datetime({epochMillis: $at[g]})
WITH m, g
UNWIND range($first[g], $first[g + 1] - 1) AS n
MATCH (a:Account {id: $account[n]})
MERGE (a)-[t:ACTED]->(m)
ON CREATE SET t.count = $count[n]
ON MATCH SET t.count = t.count + $count[n]
