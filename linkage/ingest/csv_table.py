"""Read CSV (RFC 4180) block by block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.csv as pacsv

from linkage.ingest.block import LINE, Block, rejects
from linkage.ingest.csv_records import split_records
from linkage.ingest.files import BLOCK, open_bytes
from linkage.ingest.records import Records
from linkage.ingest.source import Table


def read_csv(table: Table, header: list[str], wanted: Mapping[str, str]) -> Iterator[Block]:
    """Yield the rows below the header as blocks of text columns.

    Parameters
    ----------
    table
        The file.
    header
        The names in its first record.
    wanted
        Column of the block -> name in the header.
    """
    delimiter = table.delimiter.encode()
    with open_bytes(table.path) as stream:
        line, carry, first = 1, b"", True
        while True:
            chunk = stream.read(BLOCK)
            data = carry + chunk
            if not chunk and data and not data.endswith(b"\n"):
                data += b"\n"
            records, carry = split_records(data, line, len(header), delimiter, last=not chunk)
            line += records.data.count(b"\n")
            if first and len(records.starts):
                records, first = _without_header(records), False
            if len(records.starts):
                yield _block(records, header, wanted, table.delimiter)
            if not chunk:
                return


def _without_header(records: Records) -> Records:
    cut = int(records.ends[0]) + 1
    records.data = records.data[cut:]
    records.starts, records.ends, records.lines = records.starts[1:] - cut, records.ends[1:] - cut, records.lines[1:]
    records.reasons = {index - 1: reason for index, reason in records.reasons.items() if index}
    return records


def _block(records: Records, header: list[str], wanted: Mapping[str, str], delimiter: str) -> Block:
    refused = rejects(records.refused()[0], "", records.refused()[1])
    places = {name: str(header.index(column)) for name, column in wanted.items()}
    columns = _parse(records.good_bytes(), len(header), sorted(set(places.values())), delimiter)
    frame = pl.DataFrame({name: columns[place] for name, place in places.items()})
    lines: np.ndarray[tuple[int], np.dtype[np.int64]] = records.lines[records.good()]
    return Block(frame.with_columns(pl.Series(LINE, lines, pl.Int64)), refused)


def _parse(data: bytes, width: int, places: list[str], delimiter: str) -> pl.DataFrame:
    quoted = b'"' in data
    if not data.strip():
        return pl.DataFrame(schema=dict.fromkeys(places, pl.String))
    parsed = pacsv.read_csv(
        pa.BufferReader(data),
        read_options=pacsv.ReadOptions(
            column_names=[str(n) for n in range(width)], block_size=len(data) + 1, use_threads=False
        ),
        parse_options=pacsv.ParseOptions(
            delimiter=delimiter, quote_char='"' if quoted else False, newlines_in_values=quoted
        ),
        convert_options=pacsv.ConvertOptions(
            column_types=dict.fromkeys(places, pa.large_string()), include_columns=places, strings_can_be_null=False
        ),
    )
    frame = pl.from_arrow(parsed)
    assert isinstance(frame, pl.DataFrame)
    return frame
