// name: remember_foundations
// mode: write
// doc: Keep what these clusters rest on, as what they rested on last, before they are taken off it.
// params:
//   clusters: list<string> - cluster ids
UNWIND $clusters AS id
MATCH (c:Cluster {id: id})-[r:RESTS_ON]->(i)
CREATE (c)-[:RESTED_ON {
  members: r.members,
  accounts: r.accounts,
  weight: r.weight,
  share: r.share,
  first_seen: r.first_seen,
  last_seen: r.last_seen,
  run: r.run
}]->(i)
