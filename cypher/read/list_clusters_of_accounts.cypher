// name: list_clusters_of_accounts
// mode: read
// doc: Which current clusters these accounts are in, those with most of them first.
// params:
//   accounts: list<account> - the accounts, separated by commas, or as a JSON array
//   limit: integer = 100 - most rows
// returns:
//   cluster_id: the cluster
//   level: operator or campaign
//   verdict: flagged, watch or clear
//   score: how sure, 0 to 1
//   size: its members
//   found: those of the accounts that are in it, by id
// example: linkage query list_clusters_of_accounts --param accounts=acct-1,acct-2,acct-3
UNWIND $accounts AS id
MATCH (a:Account {id: id})-[:MEMBER_OF]->(c:Cluster)
WHERE c.retired_at IS NULL
WITH c, a
ORDER BY a.id
WITH c, collect(a.id) AS found
RETURN c.id AS cluster_id, c.level AS level, c.verdict AS verdict, c.score AS score, c.size AS size, found
ORDER BY size(found) DESC, cluster_id
LIMIT $limit
