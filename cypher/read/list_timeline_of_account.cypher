// name: list_timeline_of_account
// mode: read
// doc: What is known of one account in the order it happened: created, identifiers first and last used, moments,
//      ties to clusters of both levels.
// params:
//   account: account - the account's id
//   limit: integer = 500 - most rows
// returns:
//   at: when
//   event: created, first use, last use, acted or tied
//   label: the label of what it concerns: of the identifier, Moment or Cluster
//   name: the identifier's reference, the moment's fingerprint or the cluster's id
//   count: how often it was seen with the identifier or acted in the moment
// example: linkage query list_timeline_of_account --param account=acct-1
CALL () {
  MATCH (a:Account {id: $account})
  WHERE a.created_at IS NOT NULL
  RETURN a.created_at AS at, 'created' AS event, 'Account' AS label, a.id AS name, null AS count
  UNION ALL
  MATCH (:Account {id: $account})-[u:USED]->(i)
  RETURN u.first_seen AS at, 'first use' AS event, head(labels(i)) AS label, i.ref AS name, u.count AS count
  UNION ALL
  MATCH (:Account {id: $account})-[u:USED]->(i)
  RETURN u.last_seen AS at, 'last use' AS event, head(labels(i)) AS label, i.ref AS name, u.count AS count
  UNION ALL
  MATCH (:Account {id: $account})-[d:ACTED]->(m:Moment)
  RETURN m.at AS at, 'acted' AS event, 'Moment' AS label, m.fingerprint AS name, d.count AS count
  UNION ALL
  MATCH (:Account {id: $account})-[m:MEMBER_OF]->(c:Cluster)
  RETURN m.since AS at, 'tied' AS event, 'Cluster' AS label, c.id AS name, null AS count
}
RETURN at, event, label, name, count
ORDER BY at, event, label, name
LIMIT $limit
