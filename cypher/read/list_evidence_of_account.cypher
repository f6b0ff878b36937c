// name: list_evidence_of_account
// mode: read
// doc: Every identifier an account used, how many accounts used it, and what it means for the operator of the account,
//      which may rest on it at another time, when it was in other hands.
// params:
//   account: account - account id
//   limit: integer = 1000 - most rows
// returns:
//   label: label of the identifier
//   ref: reference of the identifier
//   first_seen: first use by the account
//   last_seen: latest use by the account
//   count: source rows
//   accounts: accounts that ever used it
//   cluster_id: the operator of the account if it rests on it at that time, or null
//   members: accounts of that cluster that used it
//   at_once: accounts that used it at the same time
//   weight: weight of sharing it
//   share: how likely two users of it belong together, 0 to 1
// example: linkage query list_evidence_of_account --param account=a-0001
MATCH (a:Account {id: $account})
MATCH (a)-[u:USED]->(i)
OPTIONAL MATCH (i)<-[r:RESTS_ON]-(c:Cluster {level: 'operator'})
WHERE EXISTS { (a)-[:MEMBER_OF]->(c) }
  AND (r.first_seen IS NULL OR (u.first_seen <= r.last_seen AND u.last_seen >= r.first_seen))
RETURN labels(i)[0] AS label,
       i.ref AS ref,
       u.first_seen AS first_seen,
       u.last_seen AS last_seen,
       u.count AS count,
       COUNT { (i)<-[:USED]-() } AS accounts,
       c.id AS cluster_id,
       r.members AS members,
       r.accounts AS at_once,
       r.weight AS weight,
       r.share AS share
ORDER BY coalesce(weight, 0.0) DESC, accounts DESC, label, ref, cluster_id
LIMIT $limit
