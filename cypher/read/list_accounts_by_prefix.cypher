// name: list_accounts_by_prefix
// mode: read
// doc: The accounts whose ids begin with a text, by id.
// params:
//   prefix: string - how the ids begin
//   limit: integer = 20 - most rows
// returns:
//   account_id: the account
//   status: its status, as the input said
// example: linkage query list_accounts_by_prefix --param prefix=acct-1
MATCH (a:Account)
WHERE a.id >= $prefix AND a.id STARTS WITH $prefix
RETURN a.id AS account_id, a.status AS status
ORDER BY account_id
LIMIT $limit
