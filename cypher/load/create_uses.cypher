// name: create_uses
// mode: write
// for: each kind
// doc: Tie accounts to identifiers that they are known not to be tied to yet.
// params:
//   account: list<string> - account ids, in byte order
//   identifier: list<string> - identifier ids
//   first_seen: list<integer> - ms since the epoch
//   last_seen: list<integer> - ms since the epoch
//   count: list<integer> - observations
UNWIND range(0, size($account) - 1) AS n
MATCH (a:Account {id: $account[n]})
MATCH (i:KIND {id: $identifier[n]})
CREATE (a)-[:USED {
  first_seen: datetime({epochMillis: $first_seen[n]}),
  last_seen: datetime({epochMillis: $last_seen[n]}),
  count: $count[n]
}]->(i)
