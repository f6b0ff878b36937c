// name: account_id_is_unique
// mode: schema
// doc: An account exists once.
CREATE CONSTRAINT account_id_is_unique IF NOT EXISTS
FOR (n:Account) REQUIRE n.id IS UNIQUE
