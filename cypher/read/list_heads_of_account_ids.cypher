// name: list_heads_of_account_ids
// mode: read
// doc: How many accounts have ids that begin alike: what cuts them into ranges without bringing all of them in order,
//   for which an embedded store has not the memory where there are a million.
// params:
//   length: integer - how many characters to compare
//   limit: integer - most rows
// returns:
//   accounts: how many
//   last: the greatest id among them
MATCH (a:Account)
WITH substring(a.id, 0, $length) AS head, count(a) AS accounts, max(a.id) AS last
RETURN accounts, last
ORDER BY last
LIMIT $limit
