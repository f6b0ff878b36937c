// name: create_steps
// mode: write
// doc: Set the moments in which members of clusters acted in step, beyond chance and habit, as parallel lists.
// params:
//   clusters: list<string> - cluster ids
//   moments: list<string> - moment ids
//   members: list<integer> - accounts of the cluster that acted within these minutes
//   accounts: list<integer> - accounts that did, in the cluster or not
//   weights: list<float> - weight of sharing it
//   shares: list<float> - how likely two accounts that share it belong together, 0 to 1
//   run: string - id of the run
UNWIND range(0, size($clusters) - 1) AS n
MATCH (c:Cluster {id: $clusters[n]})
MATCH (m:Moment {id: $moments[n]})
CREATE (c)-[:IN_STEP_AT {
  members: $members[n],
  accounts: $accounts[n],
  weight: $weights[n],
  share: $shares[n],
  run: $run
}]->(m)
