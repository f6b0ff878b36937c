// name: list_identifiers_handed_on
// mode: read
// for: each kind
// doc: Identifiers of a kind that one account left and another took up later: a device sold second-hand, an address
//      leased again. Such a tie is weak; a banned account's identifiers are in list_reuse_after_ban.
// params:
//   min_days: integer = 30 - least days between the last use by one and the first by the other
//   max_degree: integer = 20 - pass over identifiers with more accounts than this; bounds the pairs
//   limit: integer = 100 - most rows
// returns:
//   ref: the reference that stands for the identifier
//   value: the value as stored
//   account_id: the account that left it
//   next_account_id: the account that took it up
//   last_seen: the last use by the one
//   first_seen: the first use by the other
//   apart_days: whole days between the two
// example: linkage query list_identifiers_handed_on --param kind=device --param min_days=30
MATCH (i:KIND)
WITH i, COUNT { (i)<-[:USED]-() } AS accounts
WHERE accounts >= 2 AND accounts <= $max_degree
MATCH (a:Account)-[u:USED]->(i)
MATCH (b:Account)-[v:USED]->(i)
WHERE v.first_seen.epochMillis - u.last_seen.epochMillis >= $min_days * 86400000
RETURN i.ref AS ref, i.id AS value, a.id AS account_id, b.id AS next_account_id, u.last_seen AS last_seen,
       v.first_seen AS first_seen, (v.first_seen.epochMillis - u.last_seen.epochMillis) / 86400000 AS apart_days
ORDER BY apart_days DESC, ref, account_id, next_account_id
LIMIT $limit
