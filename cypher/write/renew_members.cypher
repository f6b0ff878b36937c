// name: renew_members
// mode: write
// doc: Set anew what is known of members that stay, given as parallel lists.
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
MATCH (a)-[m:MEMBER_OF]->(c:Cluster)
WHERE c.id = $clusters[n]
SET m.score = $scores[n],
    m.strength = $strengths[n],
    m.verdict = $verdicts[n],
    m.since = datetime({epochMillis: $since[n]}),
    m.redundancy = $redundancy[n],
    m.kinds = $kinds[n],
    m.spared = $spared[n],
    m.companions = $companions[n],
    m.within_days = $within_days[n],
    m.run = $run
