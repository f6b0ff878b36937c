// name: export_users_of_foundations
// mode: export
// doc: The identifiers one cluster rests on and who used each, members or not, by pages of parallel lists; a page holds
//      whole identifiers. Nobody uses a derived one.
// params:
//   cluster: string - the cluster's id
//   after: string - the greatest reference of the page before; empty to begin
//   limit: integer - identifiers a page
// returns:
//   labels: labels of the identifiers, which name their kinds
//   refs: references of the identifiers
//   accounts: how many accounts used each at the same time
//   users: for each, the ids of the accounts that used it
//   last: the greatest reference of the page, null when there is nothing more
MATCH (:Cluster {id: $cluster})-[r:RESTS_ON]->(i)
WHERE i.ref > $after
WITH i, r ORDER BY i.ref LIMIT $limit
OPTIONAL MATCH (i)<-[:USED]-(a:Account)
WITH i, r, collect(a.id) AS users
RETURN collect(head(labels(i))) AS labels, collect(i.ref) AS refs, collect(r.accounts) AS accounts,
       collect(users) AS users, max(i.ref) AS last
