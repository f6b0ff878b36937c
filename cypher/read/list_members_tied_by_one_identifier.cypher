// name: list_members_tied_by_one_identifier
// mode: read
// doc: Members of current operators that share one single identifier with the other members: take it away and they
//      are out.
// params:
//   verdict: string = flagged - only members with this verdict of their own
//   max_degree: integer = 100 - pass over identifiers with more accounts than this; bounds the work on hubs
//   limit: integer = 100 - most rows
// returns:
//   account_id: the account
//   cluster_id: the operator
//   label: the identifier's label
//   ref: the reference that stands for the identifier
//   value: the value as stored
//   accounts: how many accounts used it in all
//   strength: how firmly the account is tied, 0 to 1
// example: linkage query list_members_tied_by_one_identifier --param verdict=watch
MATCH (c:Cluster {level: 'operator'})<-[m:MEMBER_OF]-(a:Account)
WHERE c.retired_at IS NULL AND m.verdict = $verdict
MATCH (a)-[:USED]->(i)
WHERE COUNT { (i)<-[:USED]-() } <= $max_degree
  AND EXISTS { MATCH (i)<-[:USED]-(b:Account)-[:MEMBER_OF]->(c) WHERE b <> a }
WITH c, m, a, collect(i) AS ties
WHERE size(ties) = 1
WITH c, m, a, head(ties) AS i
RETURN a.id AS account_id, c.id AS cluster_id, head(labels(i)) AS label, i.ref AS ref, i.id AS value,
       COUNT { (i)<-[:USED]-() } AS accounts, m.strength AS strength
ORDER BY strength, account_id, cluster_id
LIMIT $limit
