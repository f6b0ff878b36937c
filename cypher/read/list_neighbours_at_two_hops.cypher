// name: list_neighbours_at_two_hops
// mode: read
// doc: The accounts that share an identifier with a neighbour of one account but none with the account itself, by
//      how many neighbours lead there. Identifiers with many accounts (a carrier's address) lead nowhere.
// params:
//   account: account - the account's id
//   max_degree: integer = 20 - pass over identifiers with more accounts than this; bounds the work on hubs
//   limit: integer = 100 - most rows
// returns:
//   account_id: the account two hops away
//   status: its status, as the input said
//   through: how many neighbours lead there
//   neighbours: some of these neighbours, by id, ten at most
//   clusters: the current operators of the account two hops away, by id
// example: linkage query list_neighbours_at_two_hops --param account=acct-1 --param max_degree=20
MATCH (a:Account {id: $account})-[:USED]->(i)
WHERE COUNT { (i)<-[:USED]-() } <= $max_degree
MATCH (i)<-[:USED]-(b:Account)
WHERE b <> a
WITH DISTINCT a, b
MATCH (b)-[:USED]->(j)
WHERE COUNT { (j)<-[:USED]-() } <= $max_degree AND NOT EXISTS { (a)-[:USED]->(j) }
MATCH (j)<-[:USED]-(c:Account)
WHERE c <> b AND c <> a
WITH DISTINCT a, b, c
WHERE NOT EXISTS {
  MATCH (c)-[:USED]->(k) WHERE COUNT { (k)<-[:USED]-() } <= $max_degree AND EXISTS { (a)-[:USED]->(k) }
}
WITH b, c
ORDER BY b.id
WITH c, collect(b.id) AS neighbours
RETURN c.id AS account_id, c.status AS status, size(neighbours) AS through, neighbours[..10] AS neighbours,
       COLLECT { MATCH (c)-[:MEMBER_OF]->(k:Cluster {level: 'operator'}) RETURN k.id AS id ORDER BY id } AS clusters
ORDER BY through DESC, account_id
LIMIT $limit
