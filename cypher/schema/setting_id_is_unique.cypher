// name: setting_id_is_unique
// mode: schema
// doc: A setting that a store keeps for life, such as the fingerprint of its key, exists once.
CREATE CONSTRAINT setting_id_is_unique IF NOT EXISTS
FOR (n:Setting) REQUIRE n.id IS UNIQUE
