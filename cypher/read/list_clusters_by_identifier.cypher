// name: list_clusters_by_identifier
// mode: read
// for: each kind
// doc: The current clusters whose members used one identifier, by how many of them did.
// params:
//   identifier: identifier - the value, raw or as stored, or its reference
//   limit: integer = 100 - most rows
// returns:
//   cluster_id: the cluster
//   level: operator or campaign
//   verdict: flagged, watch or clear
//   score: how sure, 0 to 1
//   size: its members
//   members: how many of them used the identifier
//   first_seen: first use by one of them
//   last_seen: last use by one of them
// example: linkage query list_clusters_by_identifier --param kind=payment --param identifier=card-1
MATCH (:KIND {id: $identifier})<-[u:USED]-(:Account)-[:MEMBER_OF]->(c:Cluster)
WHERE c.retired_at IS NULL
WITH c, count(u) AS members, min(u.first_seen) AS first_seen, max(u.last_seen) AS last_seen
RETURN c.id AS cluster_id, c.level AS level, c.verdict AS verdict, c.score AS score, c.size AS size, members,
       first_seen, last_seen
ORDER BY members DESC, cluster_id
LIMIT $limit
