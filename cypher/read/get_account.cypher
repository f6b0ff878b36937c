// name: get_account
// mode: read
// doc: One account with everything its input said of it, and how much is known around it.
// params:
//   account: account - the account's id
//   limit: integer = 1 - most rows; an id names one account at most
// returns:
//   account_id: the account
//   created_at: when it was created, null for an account seen only in observations
//   properties: all its properties, further input columns among them
//   identifiers: how many identifiers it used
//   moments: how many ten-minute moments it acted in
//   clusters: how many current operators it is a member of
// example: linkage query get_account --param account=acct-1
MATCH (a:Account {id: $account})
RETURN a.id AS account_id, a.created_at AS created_at, properties(a) AS properties,
       COUNT { (a)-[:USED]->() } AS identifiers,
       COUNT { (a)-[:ACTED]->(:Moment) } AS moments,
       COUNT { (a)-[:MEMBER_OF]->(:Cluster {level: 'operator'}) } AS clusters
ORDER BY account_id
LIMIT $limit
