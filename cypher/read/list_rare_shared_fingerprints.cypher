// name: list_rare_shared_fingerprints
// mode: read
// doc: Ways of acting that only a few accounts share, those shared in most moments first.
// params:
//   max_accounts: integer = 20 - leave out fingerprints of more accounts than this
//   min_accounts: integer = 2 - leave out fingerprints of fewer accounts
//   limit: integer = 100 - most rows
// returns:
//   fingerprint: how they acted, as stored
//   accounts: how many accounts ever acted so
//   moments: in how many ten-minute moments
//   moments_in_step: in how many of these two or more accounts acted
//   first_at: the first moment
//   last_at: the last moment
// example: linkage query list_rare_shared_fingerprints --param max_accounts=10
MATCH (m:Moment)
WITH m, COUNT { (m)<-[:ACTED]-() } AS degree
MATCH (m)<-[:ACTED]-(a:Account)
WITH m.fingerprint AS fingerprint, count(DISTINCT a) AS accounts, count(DISTINCT m) AS moments,
     count(DISTINCT CASE WHEN degree > 1 THEN m END) AS moments_in_step, min(m.at) AS first_at, max(m.at) AS last_at
WHERE accounts >= $min_accounts AND accounts <= $max_accounts
RETURN fingerprint, accounts, moments, moments_in_step, first_at, last_at
ORDER BY moments_in_step DESC, accounts, fingerprint
LIMIT $limit
