// name: list_neighbours_of_account
// mode: read
// doc: The accounts that share identifiers with one account: most kinds, then most identifiers first.
// params:
//   account: account - the account's id
//   max_degree: integer = 100 - pass over identifiers with more accounts than this; bounds the work on hubs
//   limit: integer = 100 - most rows
// returns:
//   account_id: the other account
//   status: its status, as the input said
//   kinds: how many kinds of identifier they share
//   identifiers: how many identifiers they share
//   refs: the references of these identifiers, in order
//   rarest: how few accounts share the rarest of them
//   clusters: the current operators of the other account, by id
// example: linkage query list_neighbours_of_account --param account=acct-1
MATCH (a:Account {id: $account})-[:USED]->(i)
WITH a, i, COUNT { (i)<-[:USED]-() } AS degree
WHERE degree <= $max_degree
MATCH (i)<-[:USED]-(b:Account)
WHERE b <> a
WITH b, i, degree
ORDER BY i.ref
WITH b, count(DISTINCT head(labels(i))) AS kinds, collect(i.ref) AS refs, min(degree) AS rarest
RETURN b.id AS account_id, b.status AS status, kinds, size(refs) AS identifiers, refs, rarest,
       COLLECT { MATCH (b)-[:MEMBER_OF]->(c:Cluster {level: 'operator'}) RETURN c.id AS id ORDER BY id } AS clusters
ORDER BY kinds DESC, identifiers DESC, rarest, account_id
LIMIT $limit
