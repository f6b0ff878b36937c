// name: forget_members
// mode: write
// doc: Forget who the members of these clusters were last: they have members again.
// params:
//   clusters: list<string> - cluster ids
UNWIND $clusters AS id
MATCH (:Cluster {id: id})<-[m:WAS_MEMBER_OF]-(:Account)
WITH collect(m) AS gone
UNWIND gone AS m
DELETE m
