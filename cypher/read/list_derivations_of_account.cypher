// name: list_derivations_of_account
// mode: read
// doc: Which of the identifiers that one account used imply which derived identifiers.
// params:
//   account: account - the account's id
//   limit: integer = 1000 - most rows
// returns:
//   label: label of the derived identifier
//   derived: its reference
//   ref: reference of an identifier that implies it
// example: linkage query list_derivations_of_account --param account=acct-1
MATCH (:Account {id: $account})-[:USED]->(i)-[:DERIVES]->(d)
RETURN head(labels(d)) AS label, d.ref AS derived, i.ref AS ref
ORDER BY label, derived, ref
LIMIT $limit
