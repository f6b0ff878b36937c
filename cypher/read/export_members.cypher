// name: export_members
// mode: export
// doc: The members of every cluster that is shown, with all that is published of each, by pages of whole clusters.
// params:
//   after: string - the greatest cluster id of the page before; empty to begin
//   limit: integer - clusters a page
// returns:
//   clusters: cluster ids
//   levels: operator or campaign
//   accounts: account ids
//   scores: score of the membership, 0 to 1
//   strengths: strength of the tie, 0 to 1
//   verdicts: flagged, watch or clear
//   since: first shared use, epoch milliseconds
//   redundancy: identifiers that can be lost without losing the tie
//   kinds: independent kinds of evidence
//   spared: why it would not be flagged with its cluster, a code; empty if it would be
//   companions: accounts registered with it, beyond chance
//   within_days: within so many days; 0 where nobody was
//   last: the greatest cluster id of the page, null when there is nothing more
MATCH (c:Cluster)
WHERE c.id > $after AND c.retired_at IS NULL
WITH c ORDER BY c.id LIMIT $limit
OPTIONAL MATCH (c)<-[m:MEMBER_OF]-(a:Account)
RETURN collect(CASE WHEN m IS NULL THEN null ELSE c.id END) AS clusters,
       collect(CASE WHEN m IS NULL THEN null ELSE c.level END) AS levels,
       collect(a.id) AS accounts,
       collect(CASE WHEN m IS NULL THEN null ELSE coalesce(m.score, 0.0) END) AS scores,
       collect(m.strength) AS strengths,
       collect(CASE WHEN m IS NULL THEN null ELSE coalesce(m.verdict, '') END) AS verdicts,
       collect(m.since.epochMillis) AS since,
       collect(m.redundancy) AS redundancy,
       collect(m.kinds) AS kinds,
       collect(CASE WHEN m IS NULL THEN null ELSE coalesce(m.spared, '?') END) AS spared,
       collect(CASE WHEN m IS NULL THEN null ELSE coalesce(m.companions, -1) END) AS companions,
       collect(CASE WHEN m IS NULL THEN null ELSE coalesce(m.within_days, -1.0) END) AS within_days,
       max(c.id) AS last
