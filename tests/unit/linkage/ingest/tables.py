"""Write a table, read it through every check, and see what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from linkage.ingest.clean import Rules, clean
from linkage.ingest.read import open_table
from linkage.ingest.source import Table
from linkage.model.kind import Kinds


@dataclass(frozen=True)
class Outcome:
    """Rows that passed, and ``(line, column, reason)`` of the others."""

    rows: pl.DataFrame
    rejects: list[tuple[int, str, str]]


def ingest(table: Table, kinds: Kinds | None = None, key: str = "") -> Outcome:
    """Return what a table comes to."""
    rules = Rules(kinds or Kinds(), key)
    found = [clean(block, table, rules) for block in open_table(table).blocks()]
    rejects = [row for some in found for row in some.rejects.iter_rows()]
    rows = [some.rows for some in found if len(some.rows)]
    return Outcome(pl.concat(rows) if rows else pl.DataFrame(), rejects)


def write(path: Path, data: bytes | str) -> Path:
    """Write a file and return its path."""
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path
