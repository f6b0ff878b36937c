// name: merge_identifiers
// mode: write
// for: each kind
// doc: Make the identifiers that are not there yet.
// params:
//   id: list<string> - normalised or pseudonymised values, in byte order
//   ref: list<string> - their references
UNWIND range(0, size($id) - 1) AS n
MERGE (i:KIND {id: $id[n]})
ON CREATE SET i.ref = $ref[n]
