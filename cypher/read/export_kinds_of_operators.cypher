// name: export_kinds_of_operators
// mode: export
// doc: How many identifiers of each kind every current operator rests on, by pages of parallel lists; a page holds
//      whole operators.
// params:
//   after: string - the greatest cluster id of the page before; empty to begin
//   limit: integer - operators a page
// returns:
//   clusters: cluster ids
//   labels: labels of kinds; empty for an operator that rests on nothing
//   identifiers: how many of that kind
//   last: the greatest cluster id of the page, null when there is nothing more
MATCH (c:Cluster {level: 'operator'})
WHERE c.id > $after AND c.retired_at IS NULL
WITH c ORDER BY c.id LIMIT $limit
OPTIONAL MATCH (c)-[:RESTS_ON]->(i)
WITH c.id AS id, coalesce(head(labels(i)), '') AS label, count(i) AS identifiers
RETURN collect(id) AS clusters, collect(label) AS labels, collect(identifiers) AS identifiers, max(id) AS last
