"""Floor 2: where the entity graph lives. One protocol, two transports, the same Cypher."""
