// name: count_members_tied_only_by
// mode: read
// doc: How many members of one cluster, but for one account, used nothing it rests on but these identifiers.
// params:
//   cluster: string - the cluster's id
//   account: string - the account that is not counted
//   refs: list<string> - references of identifiers that accounts used
//   limit: integer = 1 - most rows
// returns:
//   members: members that nothing else they used ties
MATCH (c:Cluster {id: $cluster})-[:RESTS_ON]->(i)
WHERE i.ref IN $refs
MATCH (i)<-[:USED]-(a:Account)-[:MEMBER_OF]->(c)
WHERE a.id <> $account
WITH DISTINCT c, a
WHERE NOT EXISTS { MATCH (a)-[:USED]->(j)<-[:RESTS_ON]-(c) WHERE NOT j.ref IN $refs }
RETURN count(a) AS members
ORDER BY members
LIMIT $limit
