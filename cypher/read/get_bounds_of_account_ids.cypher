// name: get_bounds_of_account_ids
// mode: read
// doc: The least and the greatest account id; null where there is no account.
// params:
//   limit: integer = 1 - most rows
// returns:
//   first: the least
//   last: the greatest
MATCH (a:Account)
WITH min(a.id) AS first, max(a.id) AS last
RETURN first, last
ORDER BY first
LIMIT $limit
