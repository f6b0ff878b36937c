"""Read any table block by block, once its header is known to be right."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from linkage.errors import InputError
from linkage.ingest.block import Block
from linkage.ingest.csv_table import read_csv
from linkage.ingest.files import open_bytes
from linkage.ingest.jsonl_table import read_jsonl
from linkage.ingest.parquet_table import parquet_columns, read_parquet
from linkage.ingest.source import Table


@dataclass(frozen=True, slots=True)
class Reader:
    """A table whose columns were found: ``wanted`` is column of the block -> column of the file."""

    table: Table
    header: list[str]
    wanted: Mapping[str, str]

    def blocks(self) -> Iterator[Block]:
        """Yield the rows, block by block."""
        match self.table.format:
            case "csv":
                return read_csv(self.table, self.header, self.wanted)
            case "jsonl":
                return read_jsonl(self.table, self.wanted)
            case "parquet":
                return read_parquet(self.table, self.wanted)


def open_table(table: Table) -> Reader:
    """Return a reader for the table.

    Raises
    ------
    InputError
        The file cannot be read, or a required column is missing.
    """
    header = _header(table)
    wanted = {ours: theirs for ours, theirs in table.columns.items() if theirs in header}
    for column in table.required:
        if column not in wanted:
            raise InputError(f"{table.path}: line 1: there is no column {table.columns[column]}", "add it")
    if table.properties is None:
        taken = set(wanted.values())
        wanted |= {snake_case(name): name for name in header if name not in taken}
    return Reader(table, header, wanted)


def snake_case(name: str) -> str:
    """Return a column's name as a property: lower case, words joined by ``_``."""
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    return re.sub(r"\W+", "_", words).strip("_").lower()


def _header(table: Table) -> list[str]:
    if table.format == "parquet":
        return parquet_columns(table)
    with open_bytes(table.path) as stream:
        first = stream.readline().decode("utf-8-sig")
    if table.format == "jsonl":
        import json

        return list(json.loads(first))
    return next(csv.reader([first], delimiter=table.delimiter))
