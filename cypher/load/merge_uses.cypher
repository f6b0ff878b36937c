// name: merge_uses
// mode: write
// for: each kind
// doc: Tie accounts to identifiers, or widen the tie: minimum of first_seen, maximum of last_seen, sum of counts.
// params:
//   account: list<string> - account ids, in byte order
//   identifier: list<string> - identifier ids
//   first_seen: list<integer> - ms since the epoch
//   last_seen: list<integer> - ms since the epoch
//   count: list<integer> - observations
UNWIND range(0, size($account) - 1) AS n
MATCH (a:Account {id: $account[n]})
MATCH (i:KIND {id: $identifier[n]})
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
