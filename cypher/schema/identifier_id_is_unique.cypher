// name: identifier_id_is_unique
// mode: schema
// for: each kind
// doc: A value exists once in its kind.
CREATE CONSTRAINT IF NOT EXISTS
FOR (n:KIND) REQUIRE n.id IS UNIQUE
