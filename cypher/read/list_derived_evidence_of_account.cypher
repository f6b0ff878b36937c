// name: list_derived_evidence_of_account
// mode: read
// doc: Derived identifiers (networks, issuers, mail domains) of an account that its operator rests on, by weight.
// params:
//   account: account - account id
//   limit: integer = 1000 - most rows
// returns:
//   label: label of the derived identifier
//   ref: reference of the derived identifier
//   first_seen: first use by the account of an identifier it is derived from
//   last_seen: latest such use
//   count: source rows of those uses
//   accounts: accounts that used it at the same time
//   cluster_id: the operator of the account
//   members: accounts of that cluster that used it
//   at_once: accounts that used it at the same time
//   weight: weight of sharing it
//   share: how likely two users of it belong together, 0 to 1
// example: linkage query list_derived_evidence_of_account --param account=a-0001
MATCH (a:Account {id: $account})-[:MEMBER_OF]->(c:Cluster {level: 'operator'})
MATCH (a)-[u:USED]->()-[:DERIVES]->(d)
WITH c, d, min(u.first_seen) AS first_seen, max(u.last_seen) AS last_seen, sum(u.count) AS count
MATCH (c)-[r:RESTS_ON]->(d)
WHERE r.first_seen IS NULL OR (first_seen <= r.last_seen AND last_seen >= r.first_seen)
RETURN labels(d)[0] AS label,
       d.ref AS ref,
       first_seen,
       last_seen,
       count,
       r.accounts AS accounts,
       c.id AS cluster_id,
       r.members AS members,
       r.accounts AS at_once,
       r.weight AS weight,
       r.share AS share
ORDER BY weight DESC, accounts DESC, label, ref
LIMIT $limit
