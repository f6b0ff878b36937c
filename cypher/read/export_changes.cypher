// name: export_changes
// mode: export
// doc: The entries of the journal, by pages.
// params:
//   after: string - the greatest id of the page before; empty to begin
//   limit: integer - entries a page
// returns:
//   changes: their ids
//   last: the greatest id of the page, null when there is nothing more
MATCH (c:Change)
WHERE c.id > $after
WITH c.id AS id ORDER BY id LIMIT $limit
RETURN collect(id) AS changes, max(id) AS last
