// name: get_identifier_by_ref
// mode: read
// for: each kind
// doc: One identifier by the reference that stands for it in URLs and logs.
// params:
//   ref: string - the reference, 32 hexadecimal digits
//   limit: integer = 1 - most rows; a reference names one identifier at most
// returns:
//   ref: the reference
//   value: the value as stored
//   accounts: how many accounts used it
//   first_seen: its first use by any account
//   last_seen: its last use by any account
//   count: how often it was seen in all
// example: linkage query get_identifier_by_ref --param kind=ip --param ref=0123456789abcdef0123456789abcdef
MATCH (i:KIND {ref: $ref})
OPTIONAL MATCH (i)<-[u:USED]-(:Account)
RETURN i.ref AS ref, i.id AS value, count(u) AS accounts, min(u.first_seen) AS first_seen,
       max(u.last_seen) AS last_seen, sum(u.count) AS count
ORDER BY ref
LIMIT $limit
