// name: export_changed_acts
// mode: export
// doc: With which fingerprints some accounts acted when, as parallel lists, by pages of whole accounts.
// params:
//   accounts: list<string> - their ids
//   after: string - the greatest account id of the page before; empty to begin
//   limit: integer - accounts a page
// returns:
//   accounts: account ids
//   fingerprints: fingerprints of moments
//   at: the start of each ten minutes, epoch milliseconds
//   counts: activity
//   last: the greatest account id of the page, null when there is nothing more
UNWIND $accounts AS id
MATCH (a:Account {id: id})
WHERE a.id > $after
WITH a ORDER BY a.id LIMIT $limit
OPTIONAL MATCH (a)-[t:ACTED]->(m:Moment)
RETURN collect(CASE WHEN t IS NULL THEN null ELSE a.id END) AS accounts,
       collect(m.fingerprint) AS fingerprints,
       collect(m.at.epochMillis) AS at,
       collect(t.count) AS counts,
       max(a.id) AS last
