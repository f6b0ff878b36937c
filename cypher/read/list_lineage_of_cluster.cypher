// name: list_lineage_of_cluster
// mode: read
// doc: What one cluster came from and what became of it, oldest change first.
// params:
//   cluster: cluster - the cluster's id
//   limit: integer = 100 - most rows
// returns:
//   relation: MERGED_INTO, SPLIT_FROM or CONTINUES, read from source to target
//   source_id: the cluster the relation starts at
//   target_id: the cluster it points at
//   run: the run that saw the change
//   at: when
//   shared: members the two had in common, identifiers for CONTINUES
// example: linkage query list_lineage_of_cluster --param cluster=op-1a2b3c4d5e6f
MATCH (:Cluster {id: $cluster})-[r:MERGED_INTO|SPLIT_FROM|CONTINUES]-(:Cluster)
RETURN type(r) AS relation, startNode(r).id AS source_id, endNode(r).id AS target_id, r.run AS run, r.at AS at,
       r.shared AS shared
ORDER BY at, relation, source_id, target_id
LIMIT $limit
