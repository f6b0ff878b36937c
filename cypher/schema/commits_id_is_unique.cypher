// name: commits_id_is_unique
// mode: schema
// doc: Each counter of transactions is one node.
CREATE CONSTRAINT commits_id_is_unique IF NOT EXISTS
FOR (n:Commits) REQUIRE n.id IS UNIQUE
