// name: stream_louvain
// mode: write
// doc: The communities that Louvain finds in a projected graph, at every level, by pages of parallel lists.
//      One thread: with more, two runs give different communities.
// params:
//   graph: string - the name of the projected graph
// returns:
//   nodes: numbers of nodes
//   levels: for each node its community at each level, finest first
CALL gds.louvain.stream($graph, {
  relationshipWeightProperty: 'weight', includeIntermediateCommunities: true, concurrency: 1
})
YIELD nodeId, intermediateCommunityIds
WITH nodeId / 10000 AS page, collect(nodeId) AS nodes, collect(intermediateCommunityIds) AS levels
ORDER BY page
RETURN nodes, levels
