// name: delete_members
// mode: write
// doc: Empty these clusters of members, before today's are set.
// params:
//   clusters: list<string> - cluster ids
UNWIND $clusters AS id
MATCH (c:Cluster {id: id})<-[m:MEMBER_OF]-(:Account)
DELETE m
