// name: count_indexes_not_ready
// mode: read
// doc: How many indexes cannot be used yet. Zero means the schema is in force.
// returns:
//   waiting: indexes still being filled
SHOW INDEXES YIELD state
WHERE state <> 'ONLINE'
RETURN count(*) AS waiting
