// name: count_ledgers
// mode: read
// doc: How many accounts have a ledger: none in a store without a row.
// params:
//   limit: integer = 1 - most rows
// returns:
//   ledgers: accounts with a ledger
MATCH (l:Ledger)
RETURN count(l) AS ledgers
ORDER BY ledgers
LIMIT $limit
