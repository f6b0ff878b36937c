// name: project_graph
// mode: write
// doc: Put a weighted, undirected graph of numbered nodes, given as parallel lists, into the memory of Graph Data
//      Science.
// params:
//   graph: string - the name it gets there
//   sources: list<integer> - one end of each edge
//   targets: list<integer> - the other end
//   weights: list<float> - above zero
// returns:
//   nodes: how many nodes it has
//   relationships: how many, each edge counted in both directions
UNWIND range(0, size($sources) - 1) AS edge
WITH gds.graph.project(
  $graph, $sources[edge], $targets[edge],
  {relationshipType: 'TIES', relationshipProperties: {weight: $weights[edge]}},
  {undirectedRelationshipTypes: ['TIES'], readConcurrency: 1}
) AS projected
RETURN projected.nodeCount AS nodes, projected.relationshipCount AS relationships
