// name: list_signup_bursts
// mode: read
// doc: Stretches of time in which most accounts were created, and how many of them are flagged.
// params:
//   minutes: integer = 60 - how long a stretch is
//   min_accounts: integer = 2 - leave out stretches with fewer accounts
//   limit: integer = 100 - most rows
// returns:
//   start: when the stretch begins
//   accounts: accounts created in it
//   flagged: how many of them are flagged members of a current cluster
//   clusters: in how many current operators the accounts are
// example: linkage query list_signup_bursts --param minutes=60 --param min_accounts=20
MATCH (a:Account)
WHERE a.created_at IS NOT NULL
WITH a.created_at.epochMillis / ($minutes * 60000) AS stretch, a
OPTIONAL MATCH (a)-[m:MEMBER_OF]->(c:Cluster {level: 'operator'})
WITH stretch, count(DISTINCT a) AS accounts, count(DISTINCT c) AS clusters,
     count(DISTINCT CASE m.verdict WHEN 'flagged' THEN a END) AS flagged
WHERE accounts >= $min_accounts
RETURN datetime({epochMillis: stretch * $minutes * 60000}) AS start, accounts, flagged, clusters
ORDER BY accounts DESC, start
LIMIT $limit
