// name: create_uses
// mode: write
// for: each kind
// doc: Tie accounts to identifiers that they are known not to be tied to yet, making identifiers that are not there.
// params:
//   account: list<string> - account ids, in byte order
//   first: list<integer> - where the ties of each account begin, and one more: where the last ones end
//   identifier: list<string> - identifier ids
//   ref: list<string> - their references
//   first_seen: list<integer> - ms since the epoch
//   last_seen: list<integer> - ms since the epoch
//   count: list<integer> - observations
UNWIND range(0, size($account) - 1) AS g
MATCH (a:Account {id: $account[g]})
UNWIND range($first[g], $first[g + 1] - 1) AS n
MERGE (i:KIND {id: $identifier[n]})
ON CREATE SET i.ref = $ref[n]
CREATE (a)-[:USED {
  first_seen: datetime({epochMillis: $first_seen[n]}),
  last_seen: datetime({epochMillis: $last_seen[n]}),
  count: $count[n]
}]->(i)
