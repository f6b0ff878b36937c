// name: show_gds_version
// mode: read
// doc: The version of Graph Data Science on a Neo4j server; the server rejects the query where it is not installed.
// returns:
//   version: such as 2.13.9
RETURN gds.version() AS version
