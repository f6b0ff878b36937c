// name: cluster_id_is_unique
// mode: schema
// doc: A cluster id is given once, for ever.
CREATE CONSTRAINT cluster_id_is_unique IF NOT EXISTS
FOR (n:Cluster) REQUIRE n.id IS UNIQUE
