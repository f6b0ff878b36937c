// name: export_users_by_accounts
// mode: export
// doc: Who used some of the identifiers of some accounts, and when, by pages of parallel lists.
// params:
//   accounts: list<string> - the accounts that lead to the identifiers
//   refs: list<string> - references of the identifiers
//   after: string - the greatest reference of the page before; empty to begin
//   limit: integer - identifiers a page
// returns:
//   labels: labels of the identifiers, which name their kinds
//   refs: references of the identifiers
//   accounts: every account that used it, a list for each
//   first: their first uses, epoch milliseconds, a list for each
//   latest: their latest uses, epoch milliseconds, a list for each
//   last: the greatest reference of the page, null when there is nothing more
UNWIND $accounts AS id
MATCH (:Account {id: id})-[:USED]->(i)
WHERE i.ref IN $refs AND i.ref > $after
WITH DISTINCT i ORDER BY i.ref LIMIT $limit
MATCH (i)<-[u:USED]-(a:Account)
WITH i, collect(a.id) AS users, collect(u.first_seen.epochMillis) AS first_uses,
     collect(u.last_seen.epochMillis) AS last_uses
RETURN collect(labels(i)[0]) AS labels,
       collect(i.ref) AS refs,
       collect(users) AS accounts,
       collect(first_uses) AS first,
       collect(last_uses) AS latest,
       max(i.ref) AS last
