// name: export_changed_accounts
// mode: export
// doc: Some accounts with what detection reads of them, as parallel lists, by pages; as export_accounts says it.
// params:
//   accounts: list<string> - their ids
//   after: string - the greatest account id of the page before; empty to begin
//   limit: integer - accounts a page
// returns:
//   ids: account ids
//   created: creation times, epoch milliseconds
//   status: the accounts' status
//   verified: true or false as text
//   plan: the accounts' plan
//   org: the accounts' organisation
//   last: the greatest account id of the page, null when there is nothing more
UNWIND $accounts AS id
MATCH (a:Account {id: id})
WHERE a.id > $after
WITH a ORDER BY a.id LIMIT $limit
RETURN collect(a.id) AS ids,
       collect(coalesce(a.created_at.epochMillis, -1)) AS created,
       collect(coalesce(toString(a.status), '')) AS status,
       collect(coalesce(toString(a.verified), '')) AS verified,
       collect(coalesce(toString(a.plan), '')) AS plan,
       collect(coalesce(toString(a.org), '')) AS org,
       max(a.id) AS last
