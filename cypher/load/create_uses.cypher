// name: create_uses
// mode: write
// for: each kind
// doc: Tie accounts to identifiers that they are known not to be tied to yet, making identifiers that are not there.
// params:
//   identifier: list<string> - identifier ids, in byte order, so that writers do not deadlock
//   ref: list<string> - their references
//   first: list<integer> - where the ties of each identifier begin, and one more: where the last ones end
//   account: list<string> - account ids
//   first_seen: list<integer> - ms since the epoch
//   last_seen: list<integer> - ms since the epoch
//   count: list<integer> - observations
UNWIND range(0, size($identifier) - 1) AS g
MERGE (i:KIND {id: $identifier[g]})
ON CREATE SET i.ref = $ref[g]
WITH i, g
UNWIND range($first[g], $first[g + 1] - 1) AS n
MATCH (a:Account {id: $account[n]})
CREATE (a)-[:USED {
  first_seen: datetime({epochMillis: $first_seen[n]}),
  last_seen: datetime({epochMillis: $last_seen[n]}),
  count: $count[n]
}]->(i)
