// name: retire_clusters
// mode: write
// doc: Retire clusters that nothing continues, or that were not there at the time shown. They keep their id, their
//      lineage and the memory of what they had.
// params:
//   clusters: list<string> - cluster ids
//   at: integer - epoch milliseconds
//   run: string - id of the run
UNWIND $clusters AS id
MATCH (c:Cluster {id: id})
SET c.retired_at = coalesce(c.ended_at, datetime({epochMillis: $at})),
    c.size = 0,
    c.flagged = 0,
    c.run = $run
SET c.ended_at = null, c.as_of = null, c.set_aside = null
