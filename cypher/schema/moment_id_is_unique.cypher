// name: moment_id_is_unique
// mode: schema
// doc: A fingerprint within a ten-minute bin exists once.
CREATE CONSTRAINT moment_id_is_unique IF NOT EXISTS
FOR (n:Moment) REQUIRE n.id IS UNIQUE
