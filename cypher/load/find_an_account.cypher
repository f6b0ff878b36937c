// name: find_an_account
// mode: read
// doc: Any account at all, to tell a store that was loaded from one that was not.
// params:
//   limit: integer = 1 - most rows
// returns:
//   id: the account
MATCH (a:Account)
WITH a LIMIT 1
RETURN a.id AS id
ORDER BY id
LIMIT $limit
