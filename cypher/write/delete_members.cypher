// name: delete_members
// mode: write
// doc: Empty these clusters of members, before today's are set.
// params:
//   clusters: list<string> - cluster ids
UNWIND $clusters AS id
MATCH (c:Cluster {id: id})<-[m:MEMBER_OF]-(:Account)
// Gathered first: deleting what it walks, the embedded store loses its place after other writes to the same nodes.
WITH collect(m) AS gone
UNWIND gone AS m
DELETE m
