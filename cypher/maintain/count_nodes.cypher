// name: count_nodes
// mode: read
// doc: How many nodes of each label that is no kind of identifier, and how many uses and acts; every store counts.
// params:
//   limit: integer = 100 - most rows
// returns:
//   label: the label, or the type USED or ACTED
//   count: how many
CALL () {
  MATCH (n:Account) RETURN 'Account' AS label, count(n) AS count
  UNION ALL
  MATCH (n:Moment) RETURN 'Moment' AS label, count(n) AS count
  UNION ALL
  MATCH (n:Cluster) RETURN 'Cluster' AS label, count(n) AS count
  UNION ALL
  MATCH (n:Run) RETURN 'Run' AS label, count(n) AS count
  UNION ALL
  MATCH ()-[r:USED]->() RETURN 'USED' AS label, count(r) AS count
  UNION ALL
  MATCH ()-[r:ACTED]->() RETURN 'ACTED' AS label, count(r) AS count
}
RETURN label, count
ORDER BY label
LIMIT $limit
