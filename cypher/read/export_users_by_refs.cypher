// name: export_users_by_refs
// mode: export
// for: each kind
// doc: How many accounts used some identifiers of a kind, and which, by pages of parallel lists.
// params:
//   refs: list<string> - references of the identifiers
//   max_degree: integer - do not list the accounts of an identifier that more than this used
//   after: string - the greatest reference of the page before; empty to begin
//   limit: integer - identifiers a page
// returns:
//   refs: references of the identifiers
//   degrees: how many accounts used each
//   users: the ids of these accounts, in order; none where they are too many
//   last: the greatest reference of the page, null when there is nothing more
UNWIND $refs AS ref
MATCH (i:KIND {ref: ref})
WHERE i.ref > $after
WITH i, COUNT { (i)<-[:USED]-() } AS degree ORDER BY i.ref LIMIT $limit
WITH i, degree,
     CASE WHEN degree > $max_degree THEN []
          ELSE COLLECT { MATCH (i)<-[:USED]-(a:Account) RETURN a.id AS id ORDER BY id } END AS users
ORDER BY i.ref
RETURN collect(i.ref) AS refs, collect(degree) AS degrees, collect(users) AS users, max(i.ref) AS last
