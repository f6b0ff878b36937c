// name: export_account_bounds
// mode: export
// doc: Account ids that cut the accounts into ranges of one size: a range is read by the index, without ordering what
//   comes after it, as each page would on some stores.
// params:
//   after: string - cut the ids above this one
//   limit: integer - accounts a range
// returns:
//   bounds: the greatest id of each whole range
//   last: the greatest id of all, null where there is none
MATCH (a:Account)
WHERE a.id > $after
WITH a.id AS id ORDER BY id
WITH collect(id) AS ids
RETURN [n IN range(1, size(ids) / $limit) | ids[n * $limit - 1]] AS bounds, last(ids) AS last
