// name: export_identifiers_by_accounts
// mode: export
// doc: The identifiers that some accounts used, each once, with which of them did and how many accounts ever did, by
//      pages of parallel lists; a page holds whole accounts.
// params:
//   accounts: list<string> - their ids
//   shared_by: integer - only those that so many accounts of the page used
//   after: string - the greatest account id of the page before; empty to begin
//   limit: integer - accounts a page
// returns:
//   labels: labels of the identifiers, which name their kinds
//   refs: references of the identifiers
//   degrees: how many accounts ever used each
//   accounts: which of the accounts did, a list for each
//   first: their first uses, epoch milliseconds, a list for each
//   latest: their latest uses, epoch milliseconds, a list for each
//   last: the greatest account id of the page among those of ``accounts``, null when nothing is left
UNWIND $accounts AS id
MATCH (a:Account {id: id})
WHERE a.id > $after
WITH a ORDER BY a.id LIMIT $limit
MATCH (a)-[u:USED]->(i)
WITH i, collect(a.id) AS users, collect(u) AS uses, max(a.id) AS greatest
WHERE size(users) >= $shared_by
WITH i, users, uses, greatest, COUNT { (i)<-[:USED]-() } AS degree
RETURN collect(labels(i)[0]) AS labels,
       collect(i.ref) AS refs,
       collect(degree) AS degrees,
       collect(users) AS accounts,
       collect([u IN uses | u.first_seen.epochMillis]) AS first,
       collect([u IN uses | u.last_seen.epochMillis]) AS latest,
       max(greatest) AS last
