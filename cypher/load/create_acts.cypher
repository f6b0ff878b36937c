// name: create_acts
// mode: write
// doc: Tie accounts to moments that they are known not to be tied to yet, making the moments that are not there.
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
CREATE (a)-[:ACTED {count: $count[n]}]->(m)
