// name: list_moments_by_accounts
// mode: read
// doc: The ten-minute moments in which most accounts acted alike, and how many of them are in flagged clusters.
// params:
//   min_accounts: integer = 2 - leave out moments with fewer accounts
//   limit: integer = 100 - most rows
// returns:
//   fingerprint: how they acted, as stored
//   at: the start of the ten minutes
//   accounts: how many accounts acted so
//   actions: how often in all
//   flagged: how many of the accounts are flagged members of a current cluster
//   first_accounts: some of the accounts, by id, ten at most
// example: linkage query list_moments_by_accounts --param min_accounts=5
MATCH (m:Moment)
WITH m, COUNT { (m)<-[:ACTED]-() } AS accounts
WHERE accounts >= $min_accounts
WITH m, accounts
ORDER BY accounts DESC, m.id
LIMIT $limit
MATCH (m)<-[d:ACTED]-(a:Account)
WITH m, accounts, d, a
ORDER BY a.id
WITH m, accounts, sum(d.count) AS actions, collect(a.id)[..10] AS first_accounts,
     count(CASE WHEN EXISTS { MATCH (a)-[x:MEMBER_OF]->(:Cluster) WHERE x.verdict = 'flagged' } THEN 1 END) AS flagged
RETURN m.fingerprint AS fingerprint, m.at AS at, accounts, actions, flagged, first_accounts
ORDER BY accounts DESC, at, fingerprint
LIMIT $limit
