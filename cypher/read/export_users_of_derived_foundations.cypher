// name: export_users_of_derived_foundations
// mode: export
// doc: The derived identifiers one cluster rests on and who used what implies each, members or not, by pages of
//      parallel lists; a page holds whole identifiers.
// params:
//   cluster: string - the cluster's id
//   after: string - the greatest reference of the page before; empty to begin
//   limit: integer - identifiers a page
// returns:
//   labels: labels of the identifiers, which name their kinds
//   refs: references of the identifiers
//   accounts: how many accounts used each at the same time
//   users: for each, the ids of the accounts that used what implies it, an id more than once where it used several
//   last: the greatest reference of the page, null when there is nothing more
MATCH (:Cluster {id: $cluster})-[r:RESTS_ON]->(d)
WHERE d.ref > $after AND EXISTS { (d)<-[:DERIVES]-() }
WITH d, r ORDER BY d.ref LIMIT $limit
OPTIONAL MATCH (d)<-[:DERIVES]-()<-[:USED]-(a:Account)
WITH d, r, collect(a.id) AS users
RETURN collect(head(labels(d))) AS labels, collect(d.ref) AS refs, collect(r.accounts) AS accounts,
       collect(users) AS users, max(d.ref) AS last
