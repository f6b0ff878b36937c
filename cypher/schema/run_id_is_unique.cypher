// name: run_id_is_unique
// mode: schema
// doc: A run exists once.
CREATE CONSTRAINT run_id_is_unique IF NOT EXISTS
FOR (n:Run) REQUIRE n.id IS UNIQUE
