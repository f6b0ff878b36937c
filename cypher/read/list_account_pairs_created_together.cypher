// name: list_account_pairs_created_together
// mode: read
// for: each kind
// doc: Pairs of accounts that share an identifier of a kind and were created within minutes of each other.
// params:
//   within_minutes: integer = 60 - most minutes between the two
//   max_degree: integer = 20 - pass over identifiers with more accounts than this; bounds the pairs
//   limit: integer = 100 - most rows
// returns:
//   account_id: the earlier account
//   other_account_id: the later account
//   created_at: when the earlier one was created
//   apart_seconds: seconds from one to the other
//   identifiers: how many identifiers of the kind they share
//   refs: the references of these identifiers, in order
// example: linkage query list_account_pairs_created_together --param kind=device --param within_minutes=60
MATCH (i:KIND)
WITH i, COUNT { (i)<-[:USED]-() } AS accounts
WHERE accounts >= 2 AND accounts <= $max_degree
MATCH (a:Account)-[:USED]->(i)
MATCH (b:Account)-[:USED]->(i)
WHERE (a.created_at < b.created_at OR (a.created_at = b.created_at AND a.id < b.id))
  AND b.created_at.epochMillis - a.created_at.epochMillis <= $within_minutes * 60000
WITH a, b, i
ORDER BY i.ref
WITH a, b, collect(i.ref) AS refs
RETURN a.id AS account_id, b.id AS other_account_id, a.created_at AS created_at,
       (b.created_at.epochMillis - a.created_at.epochMillis) / 1000 AS apart_seconds, size(refs) AS identifiers, refs
ORDER BY identifiers DESC, apart_seconds, account_id, other_account_id
LIMIT $limit
