// name: lock_ledgers
// mode: write
// doc: Take the write locks of these accounts' ledgers, in the order given, making those that are not there;
//      then return what was already counted. A ledger made here has no row.
// params:
//   ids: list<string> - account ids, in byte order: two writers then wait for each other, they do not deadlock
// returns:
//   id: the account
//   account: hash of the account row applied last, or null
//   rows: base64 of the sorted 64-bit hashes of the rows counted
UNWIND $ids AS id
MERGE (l:Ledger {id: id})
SET l.locked = true
WITH l
WHERE l.rows IS NOT NULL
RETURN l.id AS id, l.account AS account, l.rows AS rows
