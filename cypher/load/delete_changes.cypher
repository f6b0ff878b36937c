// name: delete_changes
// mode: write
// doc: Delete the journal's oldest entries: those between two ids that are not among the latest.
// params:
//   after: string - entries with greater ids may go
//   before: string - entries with smaller ids may go
//   keep: integer - how many of the latest stay whatever their ids
// returns:
//   deleted: ids of the entries that went
MATCH (c:Change)
WITH c, c.id AS id
ORDER BY id DESC
SKIP $keep
WITH c, id
WHERE id > $after AND id < $before
DELETE c
RETURN collect(id) AS deleted
