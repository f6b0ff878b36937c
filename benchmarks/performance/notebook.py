"""The notebook's way: data frames, batches of UNWIND and MERGE through the plain driver, GDS, a CSV file.

``python -m benchmarks.performance.notebook load WORLD``, then ``communities``, then ``export FILE``; the server is told
by environment variables. The statements are those that tutorials teach; nothing of this project is used.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.performance.edges import LABELS, graph_tables
from benchmarks.performance.server import PASSWORD, URL, USER

BATCH = 10_000
SMALLEST = 10
"""Accounts of a community that is worth a look."""
_ACCOUNTS = "UNWIND $rows AS row MERGE (a:Account {id: row.id}) SET a.created_at = row.created_at"
_IDENTIFIERS = "UNWIND $rows AS row MERGE (:%s {id: row.id})"
_EDGES = """
UNWIND $rows AS row
MATCH (a:Account {id: row.account}) MATCH (i:%s {id: row.identifier})
MERGE (a)-[u:USED]->(i)
SET u.first_seen = row.first_seen, u.last_seen = row.last_seen, u.count = row.count
"""
_PROJECT = "CALL gds.graph.project('accounts', $labels, {USED: {orientation: 'UNDIRECTED'}})"
_LOUVAIN = "CALL gds.louvain.write('accounts', {writeProperty: 'community'})"
_COMMUNITIES = "MATCH (a:Account) RETURN a.id AS account_id, a.community AS cluster_id"


def load(session: Any, world: Path) -> dict[str, int]:
    """Load everything, a transaction a batch."""
    for label in ("Account", *LABELS.values()):
        session.run(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE").consume()
    session.run("CALL db.awaitIndexes()").consume()
    tables = graph_tables(world)
    _send(session, _ACCOUNTS, tables.accounts)
    for label, identifiers in tables.identifiers.items():
        _send(session, _IDENTIFIERS % label, identifiers)
    for label, edges in tables.edges.items():
        _send(session, _EDGES % label, edges)
    return {"rows": tables.rows, "edges": sum(map(len, tables.edges.values()))}


def _send(session: Any, statement: str, table: pl.DataFrame) -> None:
    for batch in table.iter_slices(BATCH):
        session.run(statement, rows=batch.to_dicts()).consume()


def communities(session: Any) -> dict[str, int]:
    """Let GDS find communities with its default settings and write them to the accounts."""
    session.run(_PROJECT, labels=["Account", *LABELS.values()]).consume()
    found = session.run(_LOUVAIN).single()
    return {"communities": found["communityCount"]}


def export(session: Any, file: Path) -> dict[str, int]:
    """Write the accounts of communities that are worth a look."""
    accounts = pl.DataFrame(session.run(_COMMUNITIES).data(), infer_schema_length=None)
    shown = accounts.filter(pl.len().over("cluster_id") >= SMALLEST)
    shown.write_csv(file)
    return {"accounts": len(shown)}


def main(step: str, *place: str) -> None:
    """Take one step and print what came of it."""
    import neo4j

    steps = {"load": load, "communities": communities, "export": export}
    with (
        neo4j.GraphDatabase.driver(os.environ[URL], auth=(USER, os.environ[PASSWORD])) as driver,
        driver.session() as session,
    ):
        print(json.dumps(steps[step](session, *map(Path, place))))  # type: ignore[operator]


if __name__ == "__main__":
    main(*sys.argv[1:])
