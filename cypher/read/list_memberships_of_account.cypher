// name: list_memberships_of_account
// mode: read
// doc: The current clusters of an account, with what is known of the membership and of the cluster.
// params:
//   account: account - account id
//   limit: integer = 10 - most rows
// returns:
//   cluster_id: cluster
//   level: operator or campaign
//   cluster_score: score of the cluster, 0 to 1
//   cluster_verdict: verdict on the cluster
//   size: its accounts
//   summary: one sentence about it
//   evidence: what speaks for one actor, JSON
//   against: what speaks against, JSON
//   tools: request fingerprints its accounts have in common, JSON
//   score: score of the membership, 0 to 1
//   verdict: verdict on the account
//   strength: strength of the tie, 0 to 1
//   since: first use
//   redundancy: identifiers that can be lost without losing the tie
//   kinds: independent kinds of evidence
//   spared: why it would not be flagged with its cluster, a code; empty if it would be
//   companions: accounts sharing an identifier with it that were registered with it, beyond chance
//   within_days: within so many days of it; 0 where nobody was
// example: linkage query list_memberships_of_account --param account=a-0001
MATCH (:Account {id: $account})-[m:MEMBER_OF]->(c:Cluster)
RETURN c.id AS cluster_id,
       c.level AS level,
       c.score AS cluster_score,
       c.verdict AS cluster_verdict,
       c.size AS size,
       c.summary AS summary,
       c.evidence AS evidence,
       c.against AS against,
       c.tools AS tools,
       m.score AS score,
       m.verdict AS verdict,
       m.strength AS strength,
       m.since AS since,
       m.redundancy AS redundancy,
       m.kinds AS kinds,
       m.spared AS spared,
       m.companions AS companions,
       m.within_days AS within_days
ORDER BY level DESC, cluster_id
LIMIT $limit
