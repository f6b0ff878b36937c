// name: list_accounts_by_identifier
// mode: read
// for: each kind
// doc: The accounts behind one identifier, latest use first.
// params:
//   identifier: identifier - the value, raw or as stored, or its reference
//   limit: integer = 100 - most rows
// returns:
//   account_id: the account
//   created_at: when it was created
//   status: its status, as the input said
//   first_seen: its first use of the identifier
//   last_seen: its last use of the identifier
//   count: how often it was seen with it
//   clusters: the current operators it is a member of, by id
// example: linkage query list_accounts_by_identifier --param kind=ip --param identifier=192.0.2.1
MATCH (:KIND {id: $identifier})<-[u:USED]-(a:Account)
WITH a, u
ORDER BY u.last_seen DESC, a.id
LIMIT $limit
RETURN a.id AS account_id, a.created_at AS created_at, a.status AS status,
       u.first_seen AS first_seen, u.last_seen AS last_seen, u.count AS count,
       COLLECT { MATCH (a)-[:MEMBER_OF]->(c:Cluster {level: 'operator'}) RETURN c.id AS id ORDER BY id } AS clusters
ORDER BY last_seen DESC, account_id
LIMIT $limit
