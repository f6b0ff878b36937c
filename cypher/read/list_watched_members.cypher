// name: list_watched_members
// mode: read
// doc: Members of flagged operators that are not flagged themselves: near the network, not shown to be of it.
// params:
//   limit: integer = 100 - most rows
// returns:
//   account_id: the account
//   cluster_id: the flagged operator
//   verdict: the account's own verdict in it
//   score: its own score, 0 to 1
//   strength: how firmly it is tied, 0 to 1
//   redundancy: how many independent ties hold it
//   kinds: how many independent kinds of evidence support it
// example: linkage query list_watched_members
MATCH (c:Cluster {level: 'operator'})<-[m:MEMBER_OF]-(a:Account)
WHERE c.retired_at IS NULL AND c.verdict = 'flagged' AND m.verdict <> 'flagged'
RETURN a.id AS account_id, c.id AS cluster_id, m.verdict AS verdict, m.score AS score, m.strength AS strength,
       m.redundancy AS redundancy, m.kinds AS kinds
ORDER BY score DESC, account_id, cluster_id
LIMIT $limit
