// name: forget_foundations
// mode: write
// doc: Forget what these clusters rested on last: they rest on something again.
// params:
//   clusters: list<string> - cluster ids
UNWIND $clusters AS id
MATCH (:Cluster {id: id})-[r:RESTED_ON]->()
WITH collect(r) AS gone
UNWIND gone AS r
DELETE r
