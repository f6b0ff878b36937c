// name: export_derived
// mode: export
// for: each derived kind
// doc: Which identifiers imply which derived ones of this kind, by pages of parallel lists.
// params:
//   after: string - the greatest reference of the page before; empty to begin
//   limit: integer - derived identifiers a page
// returns:
//   derived: references of derived identifiers
//   refs: references of the identifiers that imply them
//   last: the greatest reference of the page, null when there is nothing more
MATCH (d:KIND)
WHERE d.ref > $after
WITH d ORDER BY d.ref LIMIT $limit
OPTIONAL MATCH (d)<-[:DERIVES]-(i:PARENT)
RETURN collect(CASE WHEN i IS NULL THEN null ELSE d.ref END) AS derived,
       collect(i.ref) AS refs,
       max(d.ref) AS last
