// name: export_accounts_by_ids
// mode: export
// doc: Some accounts with all their properties, by pages of parallel lists.
// params:
//   accounts: list<string> - their ids
//   after: string - the greatest account id of the page before; empty to begin
//   limit: integer - accounts a page
// returns:
//   ids: account ids
//   properties: everything the input said of each
//   last: the greatest id of the page, null when there is nothing more
UNWIND $accounts AS id
MATCH (a:Account {id: id})
WHERE a.id > $after
WITH a ORDER BY a.id LIMIT $limit
RETURN collect(a.id) AS ids, collect(properties(a)) AS properties, max(a.id) AS last
