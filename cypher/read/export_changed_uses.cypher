// name: export_changed_uses
// mode: export
// doc: Which identifiers some accounts used, as parallel lists, by pages of whole accounts.
// params:
//   accounts: list<string> - their ids
//   after: string - the greatest account id of the page before; empty to begin
//   limit: integer - accounts a page
// returns:
//   accounts: account ids
//   labels: labels of identifiers
//   refs: references of identifiers
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
       collect(u.first_seen.epochMillis) AS first,
       collect(u.last_seen.epochMillis) AS latest,
       collect(u.count) AS counts,
       max(a.id) AS last
