// name: export_derived
// mode: export
// for: each derived kind
// doc: Which identifiers imply which derived ones of this kind, as parallel lists, for a range of what implies them: a
//      range of the derived would hold all that imply a common one.
// params:
//   after: string - references above this one
//   until: string - and not above this one
// returns:
//   refs: references of the identifiers
//   derived: references of what they imply
MATCH (i:PARENT)-[:DERIVES]->(d:KIND)
WHERE i.ref > $after AND i.ref <= $until
RETURN collect(i.ref) AS refs, collect(d.ref) AS derived
