// name: list_identifiers_by_ips
// mode: read
// for: each kind
// doc: The identifiers of a kind whose accounts came from most addresses: a card used from many IPs.
// params:
//   min_ips: integer = 2 - leave out identifiers with fewer addresses
//   max_degree: integer = 100 - pass over identifiers with more accounts than this; bounds the work on hubs
//   limit: integer = 100 - most rows
// returns:
//   ref: the reference that stands for the identifier
//   value: the value as stored
//   accounts: how many accounts used it
//   ips: from how many addresses these accounts came
// example: linkage query list_identifiers_by_ips --param kind=payment --param min_ips=5
MATCH (i:KIND)
WITH i, COUNT { (i)<-[:USED]-() } AS accounts
WHERE accounts <= $max_degree
MATCH (i)<-[:USED]-(:Account)-[:USED]->(ip:IP)
WITH i, accounts, count(DISTINCT ip) AS ips
WHERE ips >= $min_ips
RETURN i.ref AS ref, i.id AS value, accounts, ips
ORDER BY ips DESC, accounts DESC, ref
LIMIT $limit
