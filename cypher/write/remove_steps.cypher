// name: remove_steps
// mode: write
// doc: Take clusters off moments, given as parallel lists.
// params:
//   clusters: list<string> - cluster ids
//   moments: list<string> - moment ids
UNWIND range(0, size($moments) - 1) AS n
MATCH (:Moment {id: $moments[n]})<-[r:IN_STEP_AT]-(:Cluster {id: $clusters[n]})
WITH collect(r) AS gone
UNWIND gone AS r
DELETE r
