// name: delete_steps
// mode: write
// doc: Take these clusters off the moments in which their members acted in step, before today's are set.
// params:
//   clusters: list<string> - cluster ids
UNWIND $clusters AS id
MATCH (c:Cluster {id: id})-[r:IN_STEP_AT]->()
WITH collect(r) AS gone
UNWIND gone AS r
DELETE r
