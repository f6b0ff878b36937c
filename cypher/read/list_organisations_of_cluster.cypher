// name: list_organisations_of_cluster
// mode: read
// doc: The organisations that a ban of one cluster would touch, those with most members in it first, and how much of
//      each organisation that is.
// params:
//   cluster: cluster - the cluster's id
//   limit: integer = 100 - most rows
// returns:
//   org: the organisation, as the input named it
//   members: its accounts in the cluster
//   flagged: how many of these are flagged themselves
//   verified: how many of them are verified
//   accounts: its accounts in all
// example: linkage query list_organisations_of_cluster --param cluster=op-1a2b3c
MATCH (:Cluster {id: $cluster})<-[m:MEMBER_OF]-(a:Account)
WHERE a.org IS NOT NULL
WITH a.org AS org, count(a) AS members, sum(CASE m.verdict WHEN 'flagged' THEN 1 ELSE 0 END) AS flagged,
     sum(CASE WHEN toLower(toString(a.verified)) IN ['true', 'yes', '1'] THEN 1 ELSE 0 END) AS verified
ORDER BY members DESC, org
LIMIT $limit
WITH collect({org: org, members: members, flagged: flagged, verified: verified}) AS found, collect(org) AS orgs
MATCH (b:Account)
WHERE b.org IN orgs
WITH found, b.org AS org, count(b) AS accounts
UNWIND [f IN found WHERE f.org = org] AS f
RETURN org, f.members AS members, f.flagged AS flagged, f.verified AS verified, accounts
ORDER BY members DESC, org
LIMIT $limit
