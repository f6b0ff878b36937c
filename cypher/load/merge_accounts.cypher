// name: merge_accounts
// mode: write
// doc: Make the accounts that are not there yet.
// params:
//   ids: list<string> - account ids, in byte order
UNWIND $ids AS id
MERGE (a:Account {id: id})
