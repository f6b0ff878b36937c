// name: create_foundations
// mode: write
// for: each kind
// doc: Set the identifiers of this kind that clusters rest on: those their members share, as parallel lists.
// params:
//   clusters: list<string> - cluster ids
//   refs: list<string> - references of identifiers
//   members: list<integer> - accounts of the cluster that used it
//   accounts: list<integer> - accounts that used it at the same time, in the cluster or not
//   weights: list<float> - weight of sharing it
//   shares: list<float> - how likely two users of it belong together, 0 to 1
//   first: list<integer> - when those accounts first used it, epoch milliseconds
//   latest: list<integer> - when they last did, epoch milliseconds
//   run: string - id of the run
UNWIND range(0, size($clusters) - 1) AS n
MATCH (c:Cluster {id: $clusters[n]})
MATCH (i:KIND {ref: $refs[n]})
CREATE (c)-[:RESTS_ON {
  members: $members[n],
  accounts: $accounts[n],
  weight: $weights[n],
  share: $shares[n],
  first_seen: datetime({epochMillis: $first[n]}),
  last_seen: datetime({epochMillis: $latest[n]}),
  run: $run
}]->(i)
