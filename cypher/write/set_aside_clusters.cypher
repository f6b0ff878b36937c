// name: set_aside_clusters
// mode: write
// doc: Mark the clusters of the present, while those of an earlier time are shown.
// params:
//   clusters: list<string> - cluster ids
UNWIND $clusters AS id
MATCH (c:Cluster {id: id})
SET c.set_aside = true
