// name: list_former_members_of_cluster
// mode: read
// doc: Who the members of a cluster were when it ended, firmest first, and where they are now. A current cluster has no
//      former members: it has members.
// params:
//   cluster: cluster - the cluster's id
//   limit: integer = 100 - most rows
// returns:
//   account_id: the account
//   status: its status, as the input said
//   strength: how firmly it was tied, 0 to 1
//   score: its own score then, 0 to 1
//   verdict: its own verdict then
//   run: the run that last said so
//   clusters: the current operators it is a member of, by id
// example: linkage query list_former_members_of_cluster --param cluster=op-1a2b3c
MATCH (:Cluster {id: $cluster})<-[m:WAS_MEMBER_OF]-(a:Account)
RETURN a.id AS account_id, a.status AS status, m.strength AS strength, m.score AS score, m.verdict AS verdict,
       m.run AS run,
       COLLECT { MATCH (a)-[:MEMBER_OF]->(c:Cluster {level: 'operator'}) RETURN c.id AS id ORDER BY id } AS clusters
ORDER BY strength DESC, account_id
LIMIT $limit
