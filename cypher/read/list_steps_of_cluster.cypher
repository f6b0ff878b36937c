// name: list_steps_of_cluster
// mode: read
// doc: Moments in which accounts of an operator acted in step, beyond chance and habit, those with most members first.
// params:
//   cluster: string - cluster id
//   limit: integer = 100 - most rows
// returns:
//   fingerprint: the fingerprint they acted with
//   at: start of the ten minutes
//   members: accounts of the operator that acted within these minutes
//   accounts: accounts that did, in the operator or not
//   weight: weight of sharing it
//   share: how likely two accounts that share it belong together, 0 to 1
// example: linkage query list_steps_of_cluster --param cluster=op-1
MATCH (c:Cluster {id: $cluster})-[r:IN_STEP_AT]->(m:Moment)
RETURN m.fingerprint AS fingerprint,
       m.at AS at,
       r.members AS members,
       r.accounts AS accounts,
       r.weight AS weight,
       r.share AS share
ORDER BY members DESC, at, fingerprint
LIMIT $limit
