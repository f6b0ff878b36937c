// name: export_changed
// mode: export
// doc: What some entries of the journal say, by pages.
// params:
//   changes: list<string> - ids of the entries
//   after: string - the greatest id of the page before; empty to begin
//   limit: integer - entries a page
// returns:
//   accounts: of each, the accounts of which something new is known
//   refs: of each, the identifiers that imply a derived one they did not imply before
//   last: the greatest id of the page, null when there is nothing more
UNWIND $changes AS id
MATCH (c:Change {id: id})
WHERE c.id > $after
WITH c ORDER BY c.id LIMIT $limit
RETURN collect(c.accounts) AS accounts, collect(c.refs) AS refs, max(c.id) AS last
