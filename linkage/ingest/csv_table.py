"""Read CSV (RFC 4180) block by block."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping

import polars as pl
import pyarrow as pa
import pyarrow.csv as pacsv

from linkage.errors import InputError
from linkage.ingest.block import LINE, Block, rejects
from linkage.ingest.csv_records import first_record, split_records
from linkage.ingest.files import open_bytes, split_file
from linkage.ingest.records import Records
from linkage.ingest.source import Table

HEADER_BYTES = 1 << 20


def csv_header(table: Table) -> list[str]:
    """Return the names in the first record.

    Raises
    ------
    InputError
        The file cannot be read, is empty, or its first record is no header.
    """
    with open_bytes(table.path) as stream:
        head = stream.read(HEADER_BYTES)
    if not head.strip():
        raise InputError(f"{table.path} is empty", "it needs a line with the column names")
    record = first_record(head, table.delimiter.encode())
    try:
        text = None if record is None or b"\0" in record else record.decode()
    except UnicodeDecodeError:
        text = None
    if text is None:
        raise InputError(
            f"{table.path}: line 1 is no CSV header", "write the column names in UTF-8, quoted by the book"
        )
    return [name.strip() for name in next(csv.reader([text], delimiter=table.delimiter))]


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

    def split(data: bytes, line: int, last: bool) -> tuple[Records, bytes]:
        return split_records(data, line, len(header), delimiter, last=last)

    first = True
    for records in split_file(table.path, split):
        if first:
            records.drop_first()
            first = False
        yield _block(records, header, wanted, table.delimiter)


def _block(records: Records, header: list[str], wanted: Mapping[str, str], delimiter: str) -> Block:
    lines, reasons = records.refused()
    places = {name: str(header.index(column)) for name, column in wanted.items()}
    columns = _parse(records.good_bytes(), len(header), sorted(set(places.values())), delimiter)
    frame = pl.DataFrame({name: columns[place] for name, place in places.items()})
    return Block(frame.with_columns(pl.Series(LINE, records.good_lines(), pl.Int64)), rejects(lines, "", reasons))


def _parse(data: bytes, width: int, places: list[str], delimiter: str) -> pl.DataFrame:
    if not data.strip(b"\r\n"):
        return pl.DataFrame(schema=dict.fromkeys(places, pl.String))
    quoted = b'"' in data
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
