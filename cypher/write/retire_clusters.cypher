// name: retire_clusters
// mode: write
// doc: Retire clusters that nothing continues. They keep their id and their lineage, and lose their members.
// params:
//   clusters: list<string> - cluster ids
//   at: integer - epoch milliseconds
//   run: string - id of the run
UNWIND $clusters AS id
MATCH (c:Cluster {id: id})
SET c.retired_at = datetime({epochMillis: $at}), c.size = 0, c.flagged = 0, c.run = $run
