// name: kind_id_is_unique
// mode: schema
// doc: A kind is declared once.
CREATE CONSTRAINT kind_id_is_unique IF NOT EXISTS
FOR (n:Kind) REQUIRE n.id IS UNIQUE
