"""ArcadeDB's own bulk path, ``GraphBatch``: ``python -m benchmarks.performance.graph_batch WORLD FOLDER``.

The fastest way into the embedded database, for a graph that is not there yet: it merges nothing, checks nothing, and a
run that is killed leaves half a graph.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.performance.edges import Graph, graph_tables
from linkage.store import jvm

HEAP = "2g"
BATCH = 100_000


def main(world: str, folder: str) -> None:
    """Load a world into a new database."""
    jvm.start(HEAP)
    import arcadedb_embedded

    tables = graph_tables(Path(world))
    database = arcadedb_embedded.DatabaseFactory(folder).create()
    try:
        _declare(database, ["Account", *tables.edges])
        with database.graph_batch(expected_edge_count=sum(map(len, tables.edges.values()))) as batch:
            _load(batch, tables)
    finally:
        database.close()
    print(json.dumps({"rows": tables.rows, "edges": sum(map(len, tables.edges.values()))}))


def _declare(database: Any, labels: list[str]) -> None:
    """Declare every type first: one that is made by first use waits a minute for the batch and fails."""
    for label in labels:
        for statement in (
            f"CREATE VERTEX TYPE {label}",
            f"CREATE PROPERTY {label}.id STRING",
            f"CREATE INDEX ON {label} (id) UNIQUE",
        ):
            database.command("sql", statement)
    database.command("sql", "CREATE EDGE TYPE USED")


def _load(batch: Any, tables: Graph) -> None:
    account = _vertices(batch, "Account", tables.accounts, "account")
    for label, edges in tables.edges.items():
        identifier = _vertices(batch, label, tables.identifiers[label], "identifier")
        joined = edges.join(account, on="account").join(identifier, on="identifier")
        for part in joined.iter_slices(BATCH):
            properties = part.select("first_seen", "last_seen", "count").to_dicts()
            batch.new_edges(part["account_rid"].to_list(), "USED", part["identifier_rid"].to_list(), properties)


def _vertices(batch: Any, label: str, table: pl.DataFrame, name: str) -> pl.DataFrame:
    """Create the nodes; return their record ids by id."""
    rids = [rid for part in table.iter_slices(BATCH) for rid in batch.create_vertices(label, part.to_dicts())]
    return pl.DataFrame({name: table["id"], f"{name}_rid": pl.Series(rids, dtype=pl.String)})


if __name__ == "__main__":
    main(*sys.argv[1:])
