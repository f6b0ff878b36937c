// name: create_parts
// mode: write
// doc: Set which operator each campaign is part of.
// params:
//   rows: list<map> - campaign, operator (cluster ids)
//   run: string - id of the run
UNWIND $rows AS row
MATCH (campaign:Cluster {id: row.campaign})
MATCH (operator:Cluster {id: row.operator})
CREATE (campaign)-[:PART_OF {run: $run}]->(operator)
