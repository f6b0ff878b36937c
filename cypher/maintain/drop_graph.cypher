// name: drop_graph
// mode: write
// doc: Free a projected graph's memory in Graph Data Science, where there is such a graph.
// params:
//   graph: string - its name
// returns:
//   dropped: its name
CALL gds.graph.drop($graph, false)
YIELD graphName
RETURN graphName AS dropped
