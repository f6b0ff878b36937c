// name: create_members
// mode: write
// doc: Set the members of clusters, given as parallel lists.
// params:
//   accounts: list<string> - account ids
//   clusters: list<string> - cluster ids
//   scores: list<float> - score of the membership, 0 to 1
//   strengths: list<float> - strength of the tie, 0 to 1
//   verdicts: list<string> - flagged, watch or clear
//   since: list<integer> - first shared use, epoch milliseconds
//   redundancy: list<integer> - identifiers that can be lost without losing the tie
//   kinds: list<integer> - independent kinds of evidence
//   spared: list<string> - why it would not be flagged with its cluster, a code; empty if it would be
//   companions: list<integer> - accounts sharing an identifier with it that were registered with it, beyond chance
//   within_days: list<float> - within so many days of it; 0 where nobody was
//   run: string - id of the run
UNWIND range(0, size($accounts) - 1) AS n
MATCH (a:Account {id: $accounts[n]})
MATCH (c:Cluster {id: $clusters[n]})
CREATE (a)-[:MEMBER_OF {
  score: $scores[n],
  strength: $strengths[n],
  verdict: $verdicts[n],
  since: datetime({epochMillis: $since[n]}),
  redundancy: $redundancy[n],
  kinds: $kinds[n],
  spared: $spared[n],
  companions: $companions[n],
  within_days: $within_days[n],
  run: $run
}]->(c)
