// name: list_clusters_of_account
// mode: read
// doc: The current clusters one account is a member of, operator before campaign, and how firmly.
// params:
//   account: account - the account's id
//   limit: integer = 100 - most rows
// returns:
//   cluster_id: the cluster
//   level: operator or campaign
//   cluster_score: the cluster's score, 0 to 1
//   cluster_verdict: the cluster's verdict
//   size: the cluster's members
//   summary: the cluster in one sentence
//   strength: how firmly the account is tied to it, 0 to 1
//   score: the account's own score in it, 0 to 1
//   verdict: the account's own verdict in it
//   since: its first use of what ties it
//   redundancy: how many independent ties hold it
//   kinds: how many independent kinds of evidence support it
//   run: the run that last said so
// example: linkage query list_clusters_of_account --param account=acct-1
MATCH (:Account {id: $account})-[m:MEMBER_OF]->(c:Cluster)
RETURN c.id AS cluster_id, c.level AS level, c.score AS cluster_score, c.verdict AS cluster_verdict, c.size AS size,
       c.summary AS summary, m.strength AS strength, m.score AS score, m.verdict AS verdict, m.since AS since,
       m.redundancy AS redundancy, m.kinds AS kinds, m.run AS run
ORDER BY level DESC, cluster_id
LIMIT $limit
