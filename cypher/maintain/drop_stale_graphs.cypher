// name: drop_stale_graphs
// mode: write
// doc: Free the memory of the graphs that detections projected into Graph Data Science and, being killed, left there.
// params:
//   hours: integer - how old a graph is at least that no detection works on any more
// returns:
//   dropped: how many there were
CALL gds.graph.list()
YIELD graphName, creationTime
WHERE graphName STARTS WITH 'linkage-' AND creationTime < datetime() - duration({hours: $hours})
CALL gds.graph.drop(graphName, false)
YIELD graphName AS name
RETURN count(name) AS dropped
