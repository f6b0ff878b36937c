"""How many rows a table has, without reading it."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pyarrow.parquet as pq

from linkage.errors import InputError
from linkage.ingest.files import BLOCK
from linkage.ingest.source import Table


def rows_of(table: Table) -> int:
    """Return how many rows a table has: exactly for Parquet, else about as many as its first block lets expect.

    Raises
    ------
    InputError
        The file cannot be read.

    Notes
    -----
    Reads at most a few megabytes.
    """
    try:
        if table.format == "parquet":
            return int(pq.read_metadata(table.path).num_rows)
        lines, share = _first_block(table.path)
    except (OSError, EOFError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "damaged"
        raise InputError(f"cannot read {table.path}: {reason}", "check the file") from None
    return round(lines / share) if share else 0


def _first_block(path: Path) -> tuple[int, float]:
    """Return how many lines the first block has, and what part of the file it is."""
    whole = os.stat(path).st_size
    if not whole:
        return 0, 0.0
    with path.open("rb") as raw:
        if path.name.endswith(".gz"):
            with gzip.GzipFile(fileobj=raw) as unpacked:
                block, more = unpacked.read(BLOCK), bool(unpacked.read(1))
        else:
            block, more = raw.read(BLOCK), bool(raw.read(1))
        return block.count(b"\n"), raw.tell() / whole if more else 1.0
