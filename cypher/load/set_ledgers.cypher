// name: set_ledgers
// mode: write
// doc: Write what is counted now; the ledgers are locked by this transaction.
// params:
//   id: list<string> - account ids
//   account: list<integer> - hash of the account row applied last, or null
//   rows: list<string> - base64 of the sorted 64-bit hashes of the rows counted
UNWIND range(0, size($id) - 1) AS n
MATCH (l:Ledger {id: $id[n]})
SET l.account = $account[n], l.rows = $rows[n]
