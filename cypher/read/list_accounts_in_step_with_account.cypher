// name: list_accounts_in_step_with_account
// mode: read
// doc: The accounts that acted alike in the same ten minutes as one account, by in how many moments.
// params:
//   account: account - the account's id
//   max_accounts: integer = 200 - pass over moments with more accounts than this; bounds the work on hubs
//   limit: integer = 100 - most rows
// returns:
//   account_id: the other account
//   moments: in how many moments both acted
//   fingerprints: with how many different fingerprints
//   first_at: the first of these moments
//   last_at: the last of these moments
//   shared_identifiers: how many identifiers the two share
// example: linkage query list_accounts_in_step_with_account --param account=acct-1
MATCH (a:Account {id: $account})-[:ACTED]->(m:Moment)
WHERE COUNT { (m)<-[:ACTED]-() } <= $max_accounts
MATCH (m)<-[:ACTED]-(b:Account)
WHERE b <> a
WITH a, b, count(m) AS moments, count(DISTINCT m.fingerprint) AS fingerprints,
     min(m.at) AS first_at, max(m.at) AS last_at
RETURN b.id AS account_id, moments, fingerprints, first_at, last_at,
       COUNT { MATCH (b)-[:USED]->(i) WHERE EXISTS { (a)-[:USED]->(i) } } AS shared_identifiers
ORDER BY moments DESC, shared_identifiers DESC, account_id
LIMIT $limit
