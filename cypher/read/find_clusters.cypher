// name: find_clusters
// mode: read
// doc: Which of these clusters are in the store: a misspelt name must not look like an empty answer.
// params:
//   names: list<string> - ids to look for
//   limit: integer = 100 - most rows
// returns:
//   name: an id that is there
//   id: the same
UNWIND $names AS name
MATCH (n:Cluster {id: name})
RETURN DISTINCT name, n.id AS id
ORDER BY name
LIMIT $limit
