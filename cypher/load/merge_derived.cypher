// name: merge_derived
// mode: write
// for: each derived kind
// doc: Tie identifiers to the identifier that they imply, making what is not there yet. Writing the reference of one
//      that is there takes its lock: of two writers the second sees the ties of the first.
// params:
//   derived: list<string> - ids of derived identifiers, in byte order
//   ref: list<string> - their references
//   first: list<integer> - where the identifiers of each begin, and one more: where the last ones end
//   identifier: list<string> - ids of the identifiers that imply them
// returns:
//   refs: references of the identifiers that are tied to something new
UNWIND range(0, size($derived) - 1) AS g
MERGE (d:KIND {id: $derived[g]})
SET d.ref = $ref[g]
WITH d, g
UNWIND range($first[g], $first[g + 1] - 1) AS n
MATCH (i:PARENT {id: $identifier[n]})
WHERE NOT EXISTS { (i)-[:DERIVES]->(d) }
CREATE (i)-[:DERIVES]->(d)
RETURN collect(DISTINCT i.ref) AS refs
