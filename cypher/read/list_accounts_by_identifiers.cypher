// name: list_accounts_by_identifiers
// mode: read
// for: each kind
// doc: The accounts that used most identifiers of a kind: who changes addresses, cards or devices most.
// params:
//   min_identifiers: integer = 2 - leave out accounts with fewer
//   limit: integer = 100 - most rows
// returns:
//   account_id: the account
//   status: its status, as the input said
//   identifiers: how many identifiers of the kind it used
//   clusters: the current operators it is a member of, by id
// example: linkage query list_accounts_by_identifiers --param kind=ip --param min_identifiers=10
MATCH (a:Account)-[:USED]->(i:KIND)
WITH a, count(i) AS identifiers
WHERE identifiers >= $min_identifiers
WITH a, identifiers
ORDER BY identifiers DESC, a.id
LIMIT $limit
RETURN a.id AS account_id, a.status AS status, identifiers,
       COLLECT { MATCH (a)-[:MEMBER_OF]->(c:Cluster {level: 'operator'}) RETURN c.id AS id ORDER BY id } AS clusters
ORDER BY identifiers DESC, account_id
LIMIT $limit
