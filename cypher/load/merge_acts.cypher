// name: merge_acts
// mode: write
// doc: Tie accounts to moments, or add to the tie's count.
// params:
//   account: list<string> - account ids, in byte order
//   moment: list<string> - moment ids
//   count: list<integer> - activity
UNWIND range(0, size($account) - 1) AS n
MATCH (a:Account {id: $account[n]})
MATCH (m:Moment {id: $moment[n]})
MERGE (a)-[t:ACTED]->(m)
ON CREATE SET t.count = $count[n]
ON MATCH SET t.count = t.count + $count[n]
