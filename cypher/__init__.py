"""The Cypher library: one query a file, parameters only, read by ``linkage.queries``."""
