// name: export_members_of_operators
// mode: export
// doc: What an inbox counts of the members of every current operator, by pages of parallel lists; a page holds whole
//      operators. The signs of honesty are those of list_honest_looking_members.
// params:
//   banned: string - the status that marks a banned account
//   min_days: integer - days before the cluster's first activity that make an account old
//   free_plan: string - the plan that costs nothing
//   after: string - the greatest cluster id of the page before; empty to begin
//   limit: integer - operators a page
// returns:
//   clusters: cluster ids
//   created: when each member was created, epoch milliseconds; -1 where nobody knows
//   since: its first use of what ties it, epoch milliseconds; -1 where nobody knows
//   flagged: whether it is flagged itself
//   banned: whether it is banned
//   signs: how many of the three signs of honesty it shows
//   orgs: the organisation it names; empty where it names none
//   last: the greatest cluster id of the page, null when there is nothing more
MATCH (c:Cluster {level: 'operator'})
WHERE c.id > $after AND c.retired_at IS NULL
WITH c ORDER BY c.id LIMIT $limit
OPTIONAL MATCH (c)<-[m:MEMBER_OF]-(a:Account)
RETURN collect(c.id) AS clusters,
       collect(coalesce(a.created_at.epochMillis, -1)) AS created,
       collect(coalesce(m.since.epochMillis, -1)) AS since,
       collect(coalesce(m.verdict = 'flagged', false)) AS flagged,
       collect(coalesce(toLower(toString(a.status)) = $banned, false)) AS banned,
       collect(CASE WHEN toLower(toString(a.verified)) IN ['true', 'yes', '1'] THEN 1 ELSE 0 END
               + CASE WHEN toLower(toString(a.plan)) <> $free_plan THEN 1 ELSE 0 END
               + CASE WHEN a.created_at.epochMillis + $min_days * 86400000 <= c.first_seen.epochMillis
                      THEN 1 ELSE 0 END) AS signs,
       collect(coalesce(toString(a.org), '')) AS orgs,
       max(c.id) AS last
