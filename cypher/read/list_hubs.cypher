// name: list_hubs
// mode: read
// for: each kind
// doc: The identifiers of a kind that so many accounts use that they tie nobody (a carrier's address, a common
//      fingerprint), and whom they touch.
// params:
//   min_accounts: integer = 100 - from how many accounts on an identifier is a hub
//   limit: integer = 20 - most rows
// returns:
//   ref: the reference that stands for the identifier
//   value: the value as stored
//   accounts: how many accounts used it
//   in_clusters: how many of them are in a current operator
//   flagged: how many of them are flagged in one
//   clusters: how many current operators they are in
// example: linkage query list_hubs --param kind=ip --param min_accounts=1000
MATCH (i:KIND)
WITH i, COUNT { (i)<-[:USED]-() } AS accounts
WHERE accounts >= $min_accounts
WITH i, accounts
ORDER BY accounts DESC, i.ref
LIMIT $limit
OPTIONAL MATCH (i)<-[:USED]-(a:Account)-[m:MEMBER_OF]->(c:Cluster {level: 'operator'})
WITH i, accounts, count(DISTINCT a) AS in_clusters, count(DISTINCT c) AS clusters,
     count(DISTINCT CASE m.verdict WHEN 'flagged' THEN a END) AS flagged
RETURN i.ref AS ref, i.id AS value, accounts, in_clusters, flagged, clusters
ORDER BY accounts DESC, ref
LIMIT $limit
