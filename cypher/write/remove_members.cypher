// name: remove_members
// mode: write
// doc: Take accounts out of clusters, given as parallel lists.
// params:
//   clusters: list<string> - cluster ids
//   accounts: list<string> - account ids
UNWIND range(0, size($accounts) - 1) AS n
MATCH (:Account {id: $accounts[n]})-[m:MEMBER_OF]->(:Cluster {id: $clusters[n]})
WITH collect(m) AS gone
UNWIND gone AS m
DELETE m
