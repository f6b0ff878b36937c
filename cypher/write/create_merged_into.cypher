// name: create_merged_into
// mode: write
// doc: Record which retired clusters went into which survivor.
// params:
//   rows: list<map> - source, target (cluster ids), shared (accounts)
//   at: integer - epoch milliseconds
//   run: string - id of the run
UNWIND $rows AS row
MATCH (source:Cluster {id: row.source})
MATCH (target:Cluster {id: row.target})
CREATE (source)-[:MERGED_INTO {run: $run, at: datetime({epochMillis: $at}), shared: row.shared}]->(target)
