// name: remove_foundations
// mode: write
// for: each kind
// doc: Take clusters off identifiers of this kind, given as parallel lists.
// params:
//   clusters: list<string> - cluster ids
//   refs: list<string> - references of identifiers
UNWIND range(0, size($refs) - 1) AS n
MATCH (i:KIND {ref: $refs[n]})<-[r:RESTS_ON]-(:Cluster {id: $clusters[n]})
WITH collect(r) AS gone
UNWIND gone AS r
DELETE r
