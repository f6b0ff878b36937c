// name: ledger_id_is_unique
// mode: schema
// doc: An account has one ledger of the source rows already counted.
CREATE CONSTRAINT ledger_id_is_unique IF NOT EXISTS
FOR (n:Ledger) REQUIRE n.id IS UNIQUE
