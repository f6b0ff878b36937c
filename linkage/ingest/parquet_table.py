"""Read Parquet batch by batch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from linkage.errors import InputError
from linkage.ingest.block import LINE, Block, rejects
from linkage.ingest.source import Table

ROWS = 65_536
"""Rows taken at a time."""


def read_parquet(table: Table, wanted: Mapping[str, str]) -> Iterator[Block]:
    """Yield the rows as blocks; columns keep their type.

    Parameters
    ----------
    wanted
        Column of the block -> name in the file.

    Raises
    ------
    InputError
        A page is damaged.
    """
    row = 1
    try:
        with pq.ParquetFile(table.path) as file:
            for batch in file.iter_batches(ROWS, columns=sorted(set(wanted.values()))):
                columns = pl.from_arrow(batch)
                assert isinstance(columns, pl.DataFrame)
                frame = pl.DataFrame({name: columns[column] for name, column in wanted.items()})
                lines = pl.Series(LINE, range(row, row + len(frame)), pl.Int64)
                yield Block(frame.with_columns(lines), rejects())
                row += len(frame)
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{table.path}: damaged after row {row - 1}", "get the file again") from error


def parquet_columns(table: Table) -> list[str]:
    """Return the column names.

    Raises
    ------
    InputError
        It is no Parquet file, or ends in the middle.
    """
    try:
        with pq.ParquetFile(table.path) as file:
            return list(file.schema_arrow.names)
    except (pa.ArrowException, OSError) as error:
        reason = getattr(error, "strerror", None) or "not a whole Parquet file"
        raise InputError(f"cannot read {table.path}: {reason}", "get the file again") from None
