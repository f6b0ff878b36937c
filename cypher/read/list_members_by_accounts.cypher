// name: list_members_by_accounts
// mode: read
// doc: Some members of one cluster, firmest first.
// params:
//   cluster: string - the cluster's id
//   accounts: list<string> - their account ids
//   limit: integer - most rows
// returns:
//   account_id: the account
//   created_at: when it was created
//   status: its status, as the input said
//   strength: how firmly it is tied, 0 to 1
//   score: its own score, 0 to 1
//   verdict: its own verdict
//   since: its first use of what ties it
//   redundancy: how many independent ties hold it
//   kinds: how many independent kinds of evidence support it
//   run: the run that last said so
UNWIND $accounts AS id
MATCH (a:Account {id: id})
MATCH (a)-[m:MEMBER_OF]->(c)
WHERE c.id = $cluster
RETURN a.id AS account_id, a.created_at AS created_at, a.status AS status, m.strength AS strength, m.score AS score,
       m.verdict AS verdict, m.since AS since, m.redundancy AS redundancy, m.kinds AS kinds, m.run AS run
ORDER BY strength DESC, account_id
LIMIT $limit
