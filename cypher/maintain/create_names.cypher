// name: create_names
// mode: write
// doc: Make the names that writing will need known to the server, which counts a transaction of its own for each new
//   one: the first detection would look as if somebody else had written meanwhile.
// params:
//   labels: list<string> - labels of nodes
//   types: list<string> - types of relationships
//   properties: list<string> - names of properties
UNWIND $labels AS label
CALL db.createLabel(label)
WITH count(*) AS labels
UNWIND $types AS type
CALL db.createRelationshipType(type)
WITH count(*) AS types
UNWIND $properties AS property
CALL db.createProperty(property)
RETURN count(*) AS properties
