// name: list_overlap_of_clusters
// mode: read
// doc: How far two clusters run on the same infrastructure: by label, how many identifiers only one, only the
//      other, or both used.
// params:
//   cluster: cluster - the cluster's id
//   other_cluster: cluster - the other cluster's id
//   limit: integer = 100 - most rows
// returns:
//   label: the identifiers' label
//   only_first: identifiers that only members of the first cluster used
//   both: identifiers that members of both used
//   only_second: identifiers that only members of the second cluster used
//   overlap: both, as a share of all of these, 0 to 1
// example: linkage query list_overlap_of_clusters --param cluster=op-1a2b3c --param other_cluster=op-6f5e4d
CALL () {
  MATCH (:Cluster {id: $cluster})<-[:MEMBER_OF]-(:Account)-[:USED]->(i)
  RETURN i, 1 AS side
  UNION
  MATCH (:Cluster {id: $other_cluster})<-[:MEMBER_OF]-(:Account)-[:USED]->(i)
  RETURN i, 2 AS side
}
WITH i, sum(side) AS sides
WITH head(labels(i)) AS label,
     sum(CASE sides WHEN 1 THEN 1 ELSE 0 END) AS only_first,
     sum(CASE sides WHEN 3 THEN 1 ELSE 0 END) AS both,
     sum(CASE sides WHEN 2 THEN 1 ELSE 0 END) AS only_second
RETURN label, only_first, both, only_second, toFloat(both) / (only_first + both + only_second) AS overlap
ORDER BY label
LIMIT $limit
