// name: identifier_ref_is_unique
// mode: schema
// for: each kind
// doc: An identifier can be named in a URL by its reference, which is not the raw value.
CREATE CONSTRAINT IF NOT EXISTS
FOR (n:KIND) REQUIRE n.ref IS UNIQUE
