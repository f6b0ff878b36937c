// name: list_honest_looking_members
// mode: read
// doc: Whom a ban could hit unfairly: members of flagged operators, or of one whatever its verdict, that look honest
//      by two or more signs. The signs: verified, on a paid plan, created long before their cluster's first activity.
// params:
//   cluster: cluster = null - only members of this operator; null for all
//   min_signs: integer = 2 - leave out members with fewer signs, 1 to 3
//   min_days: integer = 180 - days before the cluster's first activity that make an account old
//   free_plan: string = free - the plan that costs nothing
//   limit: integer = 100 - most rows
// returns:
//   account_id: the account
//   cluster_id: the flagged operator
//   verdict: the account's own verdict in it
//   verified: whether it is verified
//   plan: its plan
//   created_at: when it was created
//   signs: how many of the three signs it shows
//   strength: how firmly it is tied, 0 to 1
//   redundancy: how many independent ties hold it
// example: linkage query list_honest_looking_members --param min_signs=2
MATCH (c:Cluster {level: 'operator'})<-[m:MEMBER_OF]-(a:Account)
WHERE c.retired_at IS NULL AND ($cluster IS NULL AND c.verdict = 'flagged' OR c.id = $cluster)
WITH c, m, a,
     CASE WHEN toLower(toString(a.verified)) IN ['true', 'yes', '1'] THEN 1 ELSE 0 END
     + CASE WHEN toLower(toString(a.plan)) <> toLower($free_plan) THEN 1 ELSE 0 END
     + CASE WHEN a.created_at.epochMillis + $min_days * 86400000 <= c.first_seen.epochMillis THEN 1 ELSE 0 END AS signs
WHERE signs >= $min_signs
RETURN a.id AS account_id, c.id AS cluster_id, m.verdict AS verdict, a.verified AS verified, a.plan AS plan,
       a.created_at AS created_at, signs, m.strength AS strength, m.redundancy AS redundancy
ORDER BY signs DESC, strength, account_id, cluster_id
LIMIT $limit
