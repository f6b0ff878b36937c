// name: list_state_of_cluster_at
// mode: read
// doc: One cluster as it is now, and how much of it was there at an earlier time: its accounts, those banned by now,
//      and the identifiers that two or more of its members had used, kind by kind.
// params:
//   cluster: cluster - the cluster's id
//   at: datetime - the earlier time
//   status: string = banned - the status that marks a banned account
//   limit: integer = 100 - most rows
// returns:
//   label: Account, Banned (members banned by now), or the label of a kind of identifier
//   before: how many there were at that time
//   now: how many there are
// example: linkage query list_state_of_cluster_at --param cluster=op-1a2b3c --param at=2026-01-01T00:00:00Z
CALL () {
  MATCH (:Cluster {id: $cluster})<-[m:MEMBER_OF]-(a:Account)
  RETURN 'Account' AS label, sum(CASE WHEN m.since <= datetime({epochMillis: $at}) THEN 1 ELSE 0 END) AS before,
         count(a) AS now
  UNION ALL
  MATCH (:Cluster {id: $cluster})<-[m:MEMBER_OF]-(a:Account)
  WHERE toLower(toString(a.status)) = toLower($status)
  RETURN 'Banned' AS label, sum(CASE WHEN m.since <= datetime({epochMillis: $at}) THEN 1 ELSE 0 END) AS before,
         count(a) AS now
  UNION ALL
  MATCH (:Cluster {id: $cluster})<-[:MEMBER_OF]-(:Account)-[u:USED]->(i)
  WITH i, count(u) AS members, sum(CASE WHEN u.first_seen <= datetime({epochMillis: $at}) THEN 1 ELSE 0 END) AS first
  WHERE members >= 2
  WITH head(labels(i)) AS label, first
  RETURN label, sum(CASE WHEN first >= 2 THEN 1 ELSE 0 END) AS before, count(first) AS now
}
WITH label, before, now
WHERE now > 0
RETURN label, before, now
ORDER BY label
LIMIT $limit
