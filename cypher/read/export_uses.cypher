// name: export_uses
// mode: export
// doc: Which account used which identifier, as parallel lists, for a range of accounts.
// params:
//   after: string - account ids above this one
//   until: string - and not above this one
// returns:
//   accounts: account ids
//   labels: labels of identifiers
//   refs: references of identifiers
//   first: first uses, epoch milliseconds
//   latest: latest uses, epoch milliseconds
//   counts: source rows
MATCH (a:Account)-[u:USED]->(i)
WHERE a.id > $after AND a.id <= $until
RETURN collect(a.id) AS accounts,
       collect(labels(i)[0]) AS labels,
       collect(i.ref) AS refs,
       collect(u.first_seen.epochMillis) AS first,
       collect(u.last_seen.epochMillis) AS latest,
       collect(u.count) AS counts
