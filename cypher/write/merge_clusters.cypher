// name: merge_clusters
// mode: write
// doc: Publish clusters: new ones are made, those that continue are renewed, those that are back are retired no more.
// params:
//   rows: list<map> - id, level, score, verdict, size, flagged, reborn, summary, evidence, against, tools, times
//   as_of: integer - epoch milliseconds, or null for the present
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
    c.tools = row.tools,
    c.run = $run,
    c.reborn_run = CASE WHEN row.reborn THEN $run ELSE c.reborn_run END,
    c.as_of = CASE WHEN $as_of IS NULL THEN null ELSE datetime({epochMillis: $as_of}) END,
    c.ended_at = CASE WHEN $as_of IS NULL OR c.set_aside THEN null ELSE coalesce(c.ended_at, c.retired_at) END,
    c.set_aside = CASE WHEN $as_of IS NULL THEN null ELSE c.set_aside END
SET c.retired_at = null
