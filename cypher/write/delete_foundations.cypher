// name: delete_foundations
// mode: write
// doc: Take these clusters off the identifiers they rested on, before today's are set.
// params:
//   clusters: list<string> - cluster ids
UNWIND $clusters AS id
MATCH (c:Cluster {id: id})-[r:RESTS_ON]->()
WITH collect(r) AS gone
UNWIND gone AS r
DELETE r
