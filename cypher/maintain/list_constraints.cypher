// name: list_constraints
// mode: read
// doc: Which property of which label is kept unique.
// params:
//   limit: integer = 1000 - most rows
// returns:
//   label: the label
//   property: the property
SHOW CONSTRAINTS YIELD labelsOrTypes, properties
RETURN labelsOrTypes[0] AS label, properties[0] AS property
ORDER BY label, property
LIMIT $limit
