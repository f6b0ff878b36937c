// name: create_continues
// mode: write
// doc: Record which new clusters rest on the infrastructure of which one that lives on beside them.
// params:
//   rows: list<map> - source, target (cluster ids), shared (identifiers)
//   at: integer - epoch milliseconds
//   run: string - id of the run
UNWIND $rows AS row
MATCH (source:Cluster {id: row.source})
MATCH (target:Cluster {id: row.target})
CREATE (source)-[:CONTINUES {run: $run, at: datetime({epochMillis: $at}), shared: row.shared}]->(target)
