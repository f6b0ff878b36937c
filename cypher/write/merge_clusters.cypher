// name: merge_clusters
// mode: write
// doc: Publish clusters: new ones are made, those that continue are renewed.
// params:
//   rows: list<map> - id, level, score, verdict, size, flagged, summary, evidence, against, first_seen, last_seen (ms)
//   run: string - id of the run
UNWIND $rows AS row
MERGE (c:Cluster {id: row.id})
ON CREATE SET c.created_run = $run
SET c.level = row.level,
    c.score = row.score,
    c.verdict = row.verdict,
    c.size = row.size,
    c.flagged = row.flagged,
    c.first_seen = datetime({epochMillis: row.first_seen}),
    c.last_seen = datetime({epochMillis: row.last_seen}),
    c.summary = row.summary,
    c.evidence = row.evidence,
    c.against = row.against,
    c.run = $run
