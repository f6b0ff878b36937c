// name: list_paths_between_accounts
// mode: read
// doc: How two accounts are connected: every shortest path of shared identifiers, rarest evidence first.
//      A path has at most three identifiers; identifiers with many accounts (a carrier's address) make no path.
// params:
//   account: account - one end
//   other_account: account - the other end
//   max_degree: integer = 50 - identifiers with more accounts than this tie nobody; bounds the work on hubs
//   limit: integer = 10 - most paths
// returns:
//   identifiers: how many identifiers the path runs over, 1 to 3
//   accounts: the accounts along the path, from end to end
//   labels: the identifiers' labels, in order
//   values: the identifiers' values as stored, in order
//   refs: the identifiers' references, in order
//   degrees: how many accounts share each identifier
// example: linkage query list_paths_between_accounts --param account=acct-1 --param other_account=acct-2
MATCH (a:Account {id: $account}), (b:Account {id: $other_account})
CALL (a, b) {
  MATCH (a)-[:USED]->(i) WHERE COUNT { (i)<-[:USED]-() } <= $max_degree
  MATCH (b)-[:USED]->(i)
  RETURN collect({accounts: [a.id, b.id], ids: [i]}) AS direct
}
CALL (a, b, direct) {
  WITH a, b, direct WHERE size(direct) = 0
  MATCH (b)-[:USED]->(j) WHERE COUNT { (j)<-[:USED]-() } <= $max_degree
  MATCH (j)<-[:USED]-(x:Account) WHERE x <> a AND x <> b
  MATCH (x)-[:USED]->(i) WHERE i <> j AND COUNT { (i)<-[:USED]-() } <= $max_degree
  MATCH (a)-[:USED]->(i)
  RETURN collect({accounts: [a.id, x.id, b.id], ids: [i, j]}) AS by_one
}
CALL (a, b, direct, by_one) {
  WITH a, b, direct, by_one WHERE size(direct) + size(by_one) = 0
  MATCH (b)-[:USED]->(k) WHERE COUNT { (k)<-[:USED]-() } <= $max_degree
  MATCH (k)<-[:USED]-(y:Account) WHERE y <> a AND y <> b
  MATCH (y)-[:USED]->(j) WHERE j <> k AND COUNT { (j)<-[:USED]-() } <= $max_degree
  MATCH (j)<-[:USED]-(x:Account) WHERE x <> y AND x <> a AND x <> b
  MATCH (x)-[:USED]->(i) WHERE i <> j AND i <> k AND COUNT { (i)<-[:USED]-() } <= $max_degree
  MATCH (a)-[:USED]->(i)
  RETURN collect({accounts: [a.id, x.id, y.id, b.id], ids: [i, j, k]}) AS by_two
}
UNWIND direct + by_one + by_two AS path
WITH path.accounts AS accounts, path.ids AS ids
WITH accounts, ids, [i IN ids | COUNT { (i)<-[:USED]-() }] AS degrees
RETURN size(ids) AS identifiers, accounts, [i IN ids | head(labels(i))] AS labels, [i IN ids | i.id] AS values,
       [i IN ids | i.ref] AS refs, degrees
ORDER BY reduce(sum = 0, d IN degrees | sum + d), accounts, labels, refs
LIMIT $limit
