// name: create_split_from
// mode: write
// doc: Record which new clusters left which old one.
// params:
//   rows: list<map> - source, target (cluster ids), shared (accounts)
//   at: integer - epoch milliseconds
//   run: string - id of the run
UNWIND $rows AS row
MATCH (source:Cluster {id: row.source})
MATCH (target:Cluster {id: row.target})
CREATE (source)-[:SPLIT_FROM {run: $run, at: datetime({epochMillis: $at}), shared: row.shared}]->(target)
