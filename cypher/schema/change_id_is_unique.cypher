// name: change_id_is_unique
// mode: schema
// doc: Each entry of the journal is one node.
CREATE CONSTRAINT change_id_is_unique IF NOT EXISTS
FOR (n:Change) REQUIRE n.id IS UNIQUE
