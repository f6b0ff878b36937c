// name: list_identifiers_shared_by_accounts
// mode: read
// doc: What these accounts have in common: identifiers that two or more of them used, most of them first.
// params:
//   accounts: list<account> - the accounts, separated by commas, or as a JSON array
//   min_accounts: integer = 2 - leave out identifiers that fewer of them used
//   limit: integer = 100 - most rows
// returns:
//   label: the identifier's label, which names its kind
//   ref: the reference that stands for the identifier
//   value: the value as stored
//   shared_by: those of the accounts that used it, by id
//   others: how many other accounts used it
//   first_seen: first use by one of them
//   last_seen: last use by one of them
// example: linkage query list_identifiers_shared_by_accounts --param accounts=acct-1,acct-2,acct-3
UNWIND $accounts AS id
MATCH (a:Account {id: id})-[u:USED]->(i)
WITH i, a, u
ORDER BY a.id
WITH i, collect(a.id) AS shared_by, min(u.first_seen) AS first_seen, max(u.last_seen) AS last_seen
WHERE size(shared_by) >= $min_accounts
WITH i, shared_by, first_seen, last_seen, COUNT { (i)<-[:USED]-() } - size(shared_by) AS others
RETURN head(labels(i)) AS label, i.ref AS ref, i.id AS value, shared_by, others, first_seen, last_seen
ORDER BY size(shared_by) DESC, others, label, ref
LIMIT $limit
