// name: count_identifiers
// mode: read
// for: each kind
// doc: How many identifiers there are of a kind; every store keeps this count.
// params:
//   limit: integer = 1 - most rows
// returns:
//   count: how many
MATCH (n:KIND)
RETURN count(n) AS count
ORDER BY count
LIMIT $limit
