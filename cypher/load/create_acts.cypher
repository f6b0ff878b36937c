// name: create_acts
// mode: write
// doc: Tie accounts to moments that they are known not to be tied to yet.
// params:
//   account: list<string> - account ids, in byte order
//   moment: list<string> - moment ids
//   count: list<integer> - activity
UNWIND range(0, size($account) - 1) AS n
MATCH (a:Account {id: $account[n]})
MATCH (m:Moment {id: $moment[n]})
CREATE (a)-[:ACTED {count: $count[n]}]->(m)
