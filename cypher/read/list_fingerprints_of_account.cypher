// name: list_fingerprints_of_account
// mode: read
// doc: The request fingerprints an account acted with, and how much; the busiest first.
// params:
//   account: account - account id
//   limit: integer = 100 - most rows
// returns:
//   fingerprint: the fingerprint
//   count: its activity with it
//   moments: in how many ten minutes
//   first_seen: the first of them
//   last_seen: the latest of them
// example: linkage query list_fingerprints_of_account --param account=a-0001
MATCH (a:Account {id: $account})-[t:ACTED]->(m:Moment)
RETURN m.fingerprint AS fingerprint,
       sum(t.count) AS count,
       count(m) AS moments,
       min(m.at) AS first_seen,
       max(m.at) AS last_seen
ORDER BY count DESC, fingerprint
LIMIT $limit
