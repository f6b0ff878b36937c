// name: list_steps_of_account
// mode: read
// doc: Moments in which an account acted in step with its operator, beyond chance and habit, the most telling first.
// params:
//   account: account - account id
//   limit: integer = 100 - most rows
// returns:
//   fingerprint: the fingerprint it acted with
//   at: start of the ten minutes
//   count: its activity then
//   cluster_id: its operator
//   members: accounts of the operator that acted within these minutes
//   accounts: accounts that did, in the operator or not
//   weight: weight of sharing it
//   share: how likely two accounts that share it belong together, 0 to 1
// example: linkage query list_steps_of_account --param account=a-0001
MATCH (a:Account {id: $account})
MATCH (a)-[t:ACTED]->(m:Moment)<-[r:IN_STEP_AT]-(c:Cluster {level: 'operator'})
WHERE EXISTS { (a)-[:MEMBER_OF]->(c) }
RETURN m.fingerprint AS fingerprint,
       m.at AS at,
       t.count AS count,
       c.id AS cluster_id,
       r.members AS members,
       r.accounts AS accounts,
       r.weight AS weight,
       r.share AS share
ORDER BY weight DESC, members DESC, at, fingerprint
LIMIT $limit
