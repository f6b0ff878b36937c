// name: delete_parts
// mode: write
// doc: Take these campaigns out of their operators, before today's are set.
// params:
//   clusters: list<string> - cluster ids
UNWIND $clusters AS id
MATCH (:Cluster {id: id})-[p:PART_OF]->(:Cluster)
WITH collect(p) AS gone
UNWIND gone AS p
DELETE p
