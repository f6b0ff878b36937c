// name: create_acts
// mode: write
// doc: Tie accounts to moments that they are known not to be tied to yet, making the moments that are not there.
// params:
//   account: list<string> - account ids, in byte order
//   first: list<integer> - where the ties of each account begin, and one more: where the last ones end
//   moment: list<string> - moment ids, fingerprint@start in epoch seconds
//   fingerprint: list<string> - their fingerprints
//   at: list<integer> - start of their ten minutes, ms since the epoch
//   count: list<integer> - activity
UNWIND range(0, size($account) - 1) AS g
MATCH (a:Account {id: $account[g]})
UNWIND range($first[g], $first[g + 1] - 1) AS n
MERGE (m:Moment {id: $moment[n]})
ON CREATE SET m.fingerprint = $fingerprint[n], m.at = datetime({epochMillis: $at[n]})
CREATE (a)-[:ACTED {count: $count[n]}]->(m)
