// name: list_clusters_near_account
// mode: read
// doc: Current operators that rest on identifiers the account used, without the account being a member.
// params:
//   account: account - account id
//   limit: integer = 10 - most rows
// returns:
//   cluster_id: operator
//   verdict: verdict on the cluster
//   score: score of the cluster, 0 to 1
//   size: its accounts
//   identifiers: how many of its identifiers the account used
// example: linkage query list_clusters_near_account --param account=a-0001
MATCH (a:Account {id: $account})-[:USED]->(i)<-[:RESTS_ON]-(c:Cluster {level: 'operator'})
WHERE c.retired_at IS NULL AND NOT EXISTS { (a)-[:MEMBER_OF]->(c) }
WITH c, count(DISTINCT i) AS identifiers
RETURN c.id AS cluster_id, c.verdict AS verdict, c.score AS score, c.size AS size, identifiers
ORDER BY identifiers DESC, score DESC, cluster_id
LIMIT $limit
