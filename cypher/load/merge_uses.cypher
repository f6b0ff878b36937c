// name: merge_uses
// mode: write
// for: each kind
// doc: Tie accounts to identifiers, making identifiers that are not there, or widen the tie: minimum of first_seen,
//      maximum of last_seen, sum of counts.
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
MERGE (a)-[u:USED]->(i)
ON CREATE SET
  u.first_seen = datetime({epochMillis: $first_seen[n]}),
  u.last_seen = datetime({epochMillis: $last_seen[n]}),
  u.count = $count[n]
ON MATCH SET
  u.first_seen = CASE WHEN u.first_seen.epochMillis > $first_seen[n]
    THEN datetime({epochMillis: $first_seen[n]}) ELSE u.first_seen END,
  u.last_seen = CASE WHEN u.last_seen.epochMillis < $last_seen[n]
    THEN datetime({epochMillis: $last_seen[n]}) ELSE u.last_seen END,
  u.count = u.count + $count[n]
