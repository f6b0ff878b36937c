// name: list_accounts_of_identifier_by_ref
// mode: read
// for: each kind
// doc: The accounts behind one identifier, latest use first, by the reference that stands for it in URLs and logs.
// params:
//   ref: string - the reference, 32 hexadecimal digits
//   after_key: integer = null - go on below this last use (epoch milliseconds), the previous page's last key
//   after_id: string = null - go on behind this account among equal last uses; null begins at the top
//   limit: integer = 100 - most rows
// returns:
//   account_id: the account
//   created_at: when it was created
//   status: its status, as the input said
//   first_seen: its first use of the identifier
//   last_seen: its last use of the identifier
//   count: how often it was seen with it
//   key: the last use in epoch milliseconds, for after_key
// example: linkage query list_accounts_of_identifier_by_ref --param kind=ip --param ref=0123456789abcdef0123456789abcdef
MATCH (:KIND {ref: $ref})<-[u:USED]-(a:Account)
WITH a, u, u.last_seen.epochMillis AS key
WHERE $after_id IS NULL OR key < $after_key OR (key = $after_key AND a.id > $after_id)
RETURN a.id AS account_id, a.created_at AS created_at, a.status AS status, u.first_seen AS first_seen,
       u.last_seen AS last_seen, u.count AS count, key
ORDER BY key DESC, account_id
LIMIT $limit
