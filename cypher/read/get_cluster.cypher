// name: get_cluster
// mode: read
// doc: One cluster by its id, current or retired, with its operator, its campaigns and its evidence.
// params:
//   cluster: cluster - the cluster's id
//   limit: integer = 1 - most rows; an id names one cluster at most
// returns:
//   cluster_id: the cluster
//   level: operator or campaign
//   score: how sure, 0 to 1
//   verdict: flagged, watch or clear
//   size: members
//   flagged: members that are flagged themselves
//   first_seen: first activity of its members on what ties them
//   last_seen: last such activity
//   created_run: the run that found it
//   reborn_run: the last run that gave it its id back, after it had ended or in accounts that are all new, or null
//   run: the run that last published it
//   retired_at: when it ended, null while it is current
//   as_of: the earlier time it is shown as of, null for the present
//   summary: the cluster in one sentence
//   evidence: JSON text, what ties its members
//   against: JSON text, what speaks against it
//   operators: the operator a campaign is part of, none or one
//   campaigns: the current campaigns of an operator, by id
// example: linkage query get_cluster --param cluster=op-1a2b3c4d5e6f
MATCH (c:Cluster {id: $cluster})
RETURN c.id AS cluster_id, c.level AS level, c.score AS score, c.verdict AS verdict, c.size AS size,
       c.flagged AS flagged, c.first_seen AS first_seen, c.last_seen AS last_seen, c.created_run AS created_run,
       c.reborn_run AS reborn_run, c.run AS run, c.retired_at AS retired_at, c.as_of AS as_of, c.summary AS summary,
       c.evidence AS evidence, c.against AS against,
       COLLECT { MATCH (c)-[:PART_OF]->(o:Cluster) RETURN o.id AS id ORDER BY id } AS operators,
       COLLECT {
         MATCH (k:Cluster)-[:PART_OF]->(c) WHERE k.retired_at IS NULL RETURN k.id AS id ORDER BY id
       } AS campaigns
ORDER BY cluster_id
LIMIT $limit
