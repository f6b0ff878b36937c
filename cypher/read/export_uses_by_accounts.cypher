// name: export_uses_by_accounts
// mode: export
// doc: Which identifiers some accounts used, by pages of parallel lists; a page holds whole accounts.
// params:
//   accounts: list<string> - their ids
//   after: string - the greatest account id of the page before; empty to begin
//   limit: integer - accounts a page
// returns:
//   accounts: account ids
//   labels: labels of identifiers, which name their kinds
//   refs: references of identifiers
//   values: values as stored
//   first: first uses, epoch milliseconds
//   latest: latest uses, epoch milliseconds
//   counts: source rows
//   last: the greatest account id of the page, null when there is nothing more
UNWIND $accounts AS id
MATCH (a:Account {id: id})
WHERE a.id > $after
WITH a ORDER BY a.id LIMIT $limit
OPTIONAL MATCH (a)-[u:USED]->(i)
RETURN collect(CASE WHEN u IS NULL THEN null ELSE a.id END) AS accounts,
       collect(CASE WHEN u IS NULL THEN null ELSE labels(i)[0] END) AS labels,
       collect(i.ref) AS refs,
       collect(i.id) AS values,
       collect(u.first_seen.epochMillis) AS first,
       collect(u.last_seen.epochMillis) AS latest,
       collect(u.count) AS counts,
       max(a.id) AS last
