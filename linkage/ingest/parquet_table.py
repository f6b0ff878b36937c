"""Read Parquet batch by batch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from linkage.errors import InputError
from linkage.ingest.block import LINE, Block, rejects
from linkage.ingest.source import Table

ROWS = 262_144
"""Rows taken at a time."""


def parquet_columns(table: Table) -> list[str]:
    """Return the column names.

    Raises
    ------
    InputError
        It is no Parquet file, ends in the middle, or holds lists, objects or bytes where values belong.
    """
    try:
        with pq.ParquetFile(table.path) as file:
            schema = file.schema_arrow
    except (pa.ArrowException, OSError) as error:
        reason = getattr(error, "strerror", None) or "not a whole Parquet file"
        raise InputError(f"cannot read {table.path}: {reason}", "get the file again") from None
    return list(schema.names)


def check_types(table: Table, wanted: Mapping[str, str]) -> None:
    """Refuse columns that hold no plain values.

    Raises
    ------
    InputError
        A wanted column holds lists, objects or bytes.
    """
    with pq.ParquetFile(table.path) as file:
        schema = file.schema_arrow
    for column in wanted.values():
        kind = schema.field(column).type
        kind = kind.value_type if pa.types.is_dictionary(kind) else kind
        if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
            raise InputError(f"{table.path}: column {column} holds {kind}, not plain values", "convert the column")


def read_parquet(table: Table, wanted: Mapping[str, str]) -> Iterator[Block]:
    """Yield the rows as blocks; columns keep their type; lines are row numbers from 1.

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
                yield _block(batch, wanted, row)
                row += len(batch)
    except (pa.ArrowException, OSError):
        raise InputError(
            f"{table.path}: damaged after row {row - 1}; nothing was loaded", "get the file again"
        ) from None


def _block(batch: pa.RecordBatch, wanted: Mapping[str, str], row: int) -> Block:
    lines = np.arange(row, row + len(batch), dtype=np.int64)
    readable = _utf8(batch)
    if readable is not None:
        bad = lines[~readable].tolist()
        batch, lines = batch.filter(pa.array(readable)), lines[readable]
    else:
        bad = []
    frame = pl.DataFrame({name: pl.Series(batch.column(column)) for name, column in wanted.items()})
    refused = rejects(bad, "", ["not valid UTF-8"] * len(bad))
    return Block(frame.with_columns(pl.Series(LINE, lines, pl.Int64)), refused)


def _utf8(batch: pa.RecordBatch) -> np.ndarray[tuple[int], np.dtype[np.bool_]] | None:
    """Return which rows are valid UTF-8 throughout, or None where all are."""
    try:
        batch.validate(full=True)
    except pa.ArrowInvalid:
        good = np.ones(len(batch), bool)
        for column in batch.columns:
            kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
            if pa.types.is_string(kind) or pa.types.is_large_string(kind):
                plain = column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
                good &= np.array([_decodes(value) for value in pc.cast(plain, pa.large_binary()).to_pylist()], bool)
        return good
    return None


def _decodes(value: bytes | None) -> bool:
    try:
        return value is None or bool(value.decode() is not None)
    except UnicodeDecodeError:
        return False
