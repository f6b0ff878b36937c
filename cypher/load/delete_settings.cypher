// name: delete_settings
// mode: write
// doc: Forget settings.
// params:
//   ids: list<string> - their names
UNWIND $ids AS id
MATCH (s:Setting {id: id})
DELETE s
