// name: list_settings
// mode: read
// doc: The settings whose names begin alike.
// params:
//   prefix: string - how the names begin
//   limit: integer = 10000 - most settings
// returns:
//   id: its name
//   value: its value
MATCH (s:Setting)
WHERE s.id STARTS WITH $prefix
RETURN s.id AS id, s.value AS value
ORDER BY id
LIMIT $limit
