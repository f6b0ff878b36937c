// name: export_roll_of_cluster
// mode: export
// doc: Who the members of one cluster are and what they are sorted by, in one page of parallel lists, in any order.
// params:
//   cluster: string - the cluster's id
//   after: string - empty; the page holds all
//   limit: integer - most members; more than the cluster has
// returns:
//   accounts: account ids
//   strengths: how firmly each is tied, 0 to 1
//   verdicts: their own verdicts
//   last: the greatest account id, null where there is no member
MATCH (:Cluster {id: $cluster})<-[m:MEMBER_OF]-(a:Account)
WHERE a.id > $after
WITH m, a LIMIT $limit
RETURN collect(a.id) AS accounts,
       collect(m.strength) AS strengths,
       collect(m.verdict) AS verdicts,
       max(a.id) AS last
