// name: list_identifiers_by_accounts
// mode: read
// for: each kind
// doc: The identifiers of a kind with the most accounts.
// params:
//   min_accounts: integer = 2 - leave out identifiers with fewer accounts
//   limit: integer = 100 - most rows
// returns:
//   ref: the reference that stands for the identifier
//   value: the value as stored
//   accounts: how many accounts used it
// example: linkage query list_identifiers_by_accounts --param kind=device
MATCH (i:KIND)
WITH i, COUNT { (i)<-[:USED]-() } AS accounts
WHERE accounts >= $min_accounts
RETURN i.ref AS ref, i.id AS value, accounts
ORDER BY accounts DESC, ref
LIMIT $limit
