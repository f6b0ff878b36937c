// name: remember_members
// mode: write
// doc: Keep who the members of these clusters are, as what they had last, before they are emptied.
// params:
//   clusters: list<string> - cluster ids
UNWIND $clusters AS id
MATCH (c:Cluster {id: id})<-[m:MEMBER_OF]-(a:Account)
CREATE (a)-[:WAS_MEMBER_OF {
  score: m.score,
  strength: m.strength,
  verdict: m.verdict,
  since: m.since,
  redundancy: m.redundancy,
  kinds: m.kinds,
  spared: m.spared,
  companions: m.companions,
  within_days: m.within_days,
  run: m.run
}]->(c)
