// name: find_identifiers
// mode: read
// for: each kind
// doc: Which of these identifiers are in the store, each named by its stored value or its reference.
// params:
//   names: list<string> - stored values or references to look for
//   limit: integer = 100 - most rows
// returns:
//   name: the name it was found by
//   id: its stored value
CALL () {
  UNWIND $names AS name
  MATCH (i:KIND {id: name})
  RETURN name, i.id AS id
  UNION
  UNWIND $names AS name
  MATCH (i:KIND {ref: name})
  RETURN name, i.id AS id
}
RETURN name, id
ORDER BY name, id
LIMIT $limit
