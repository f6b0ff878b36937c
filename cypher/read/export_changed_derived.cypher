// name: export_changed_derived
// mode: export
// for: each derived kind
// doc: Which derived identifiers of this kind some identifiers imply, as parallel lists, by pages.
// params:
//   refs: list<string> - references of the identifiers
//   after: string - the greatest reference of the page before; empty to begin
//   limit: integer - identifiers a page
// returns:
//   refs: references of the identifiers
//   derived: references of what they imply
//   last: the greatest reference of the page, null when there is nothing more
UNWIND $refs AS ref
MATCH (i:PARENT {ref: ref})
WHERE i.ref > $after
WITH i ORDER BY i.ref LIMIT $limit
OPTIONAL MATCH (i)-[:DERIVES]->(d:KIND)
RETURN collect(CASE WHEN d IS NULL THEN null ELSE i.ref END) AS refs,
       collect(d.ref) AS derived,
       max(i.ref) AS last
