// name: list_identifiers_of_account
// mode: read
// doc: The identifiers one account used, latest use first, each with how many accounts share it.
// params:
//   account: account - the account's id
//   after_key: integer = null - go on below this last use (epoch milliseconds), the previous page's last key
//   after_id: string = null - go on behind this reference among equal last uses; null begins at the top
//   limit: integer = 100 - most rows
// returns:
//   label: the identifier's label, which names its kind
//   ref: the reference that stands for the identifier in URLs and logs
//   value: the value as stored
//   first_seen: first use by this account
//   last_seen: last use by this account
//   count: how often this account was seen with it
//   accounts: how many accounts used it
//   key: the last use in epoch milliseconds, for after_key
// example: linkage query list_identifiers_of_account --param account=acct-1
MATCH (:Account {id: $account})-[u:USED]->(i)
WITH i, u, u.last_seen.epochMillis AS key
WHERE $after_id IS NULL OR key < $after_key OR (key = $after_key AND i.ref > $after_id)
RETURN labels(i)[0] AS label, i.ref AS ref, i.id AS value, u.first_seen AS first_seen, u.last_seen AS last_seen,
       u.count AS count, COUNT { (i)<-[:USED]-() } AS accounts, key
ORDER BY key DESC, ref
LIMIT $limit
