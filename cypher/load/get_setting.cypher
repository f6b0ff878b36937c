// name: get_setting
// mode: read
// doc: A setting that the store keeps for life.
// params:
//   id: string - its name
//   limit: integer = 1 - most rows
// returns:
//   value: its value
MATCH (s:Setting {id: $id})
RETURN s.value AS value
ORDER BY value
LIMIT $limit
