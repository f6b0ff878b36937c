// name: set_accounts
// mode: write
// doc: Write the properties that account rows brought; others stay as they are.
// params:
//   id: list<string> - account ids
//   created_at: list<integer> - ms since the epoch, or null where the input does not say
//   properties: list<map> - further properties
UNWIND range(0, size($id) - 1) AS n
MATCH (a:Account {id: $id[n]})
SET a += $properties[n]
SET a.created_at = CASE WHEN $created_at[n] IS NULL THEN a.created_at ELSE datetime({epochMillis: $created_at[n]}) END
