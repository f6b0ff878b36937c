// name: list_reuse_after_ban
// mode: read
// doc: Accounts that began to use a banned account's identifiers after its last activity: the likely replacements.
// params:
//   status: string = banned - the status that marks a banned account
//   within_days: integer = 90 - most days from the last activity to the first reuse
//   max_degree: integer = 100 - pass over identifiers with more accounts than this; bounds the work on hubs
//   limit: integer = 100 - most rows
// returns:
//   account_id: the account that came after
//   banned_account_id: the banned account
//   banned_last_seen: the banned account's last activity on any identifier
//   first_seen: the first reuse
//   identifiers: how many of its identifiers came into use again
//   kinds: of how many kinds
//   clusters: the current operators of the account that came after, by id
// example: linkage query list_reuse_after_ban --param status=banned
MATCH (b:Account)-[u:USED]->()
WHERE toLower(toString(b.status)) = toLower($status)
WITH b, max(u.last_seen) AS ended
MATCH (b)-[:USED]->(i)
WHERE COUNT { (i)<-[:USED]-() } <= $max_degree
MATCH (i)<-[v:USED]-(a:Account)
WHERE v.first_seen > ended AND v.first_seen.epochMillis <= ended.epochMillis + $within_days * 86400000
  AND (a.status IS NULL OR toLower(toString(a.status)) <> toLower($status))
WITH b, ended, a, min(v.first_seen) AS first_seen, count(i) AS identifiers, count(DISTINCT head(labels(i))) AS kinds
RETURN a.id AS account_id, b.id AS banned_account_id, ended AS banned_last_seen, first_seen, identifiers, kinds,
       COLLECT { MATCH (a)-[:MEMBER_OF]->(c:Cluster {level: 'operator'}) RETURN c.id AS id ORDER BY id } AS clusters
ORDER BY kinds DESC, identifiers DESC, first_seen, account_id, banned_account_id
LIMIT $limit
