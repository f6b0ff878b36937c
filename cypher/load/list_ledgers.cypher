// name: list_ledgers
// mode: read
// doc: What is already counted of these accounts; an account without a ledger has no row.
// params:
//   ids: list<string> - account ids
//   limit: integer - most rows
// returns:
//   id: the account
//   account: hash of the account row applied last, or null
//   rows: base64 of the sorted 64-bit hashes of the rows counted
UNWIND $ids AS id
MATCH (l:Ledger {id: id})
RETURN l.id AS id, l.account AS account, l.rows AS rows
ORDER BY id
LIMIT $limit
