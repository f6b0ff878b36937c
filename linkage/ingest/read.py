"""Read any table block by block, once its header is known to be right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from linkage.errors import InputError, MappingError
from linkage.ingest.block import Block
from linkage.ingest.csv_table import csv_header, read_csv
from linkage.ingest.jsonl_table import jsonl_keys, read_jsonl
from linkage.ingest.parquet_table import check_types, parquet_columns, read_parquet
from linkage.ingest.source import Table

TAKEN = frozenset({"id"})
"""Property names that a further column of an accounts table may not have."""


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
                return read_jsonl(self.table, self.wanted, rest=self.table.properties is None)
            case "parquet":
                return read_parquet(self.table, self.wanted)


def open_table(table: Table) -> Reader:
    """Return a reader for the table, every wanted column found.

    Raises
    ------
    InputError
        The file cannot be read, or its header lacks a column or has one twice.
    """
    header = _header(table)
    wanted = {ours: theirs for ours, theirs in table.columns.items() if theirs in header}
    for ours in table.required:
        if ours not in wanted:
            raise _missing(table, table.columns[ours], header)
    for name, count in Counter(header).items():
        if count > 1:
            raise InputError(f"{table.path}: line 1: there are {count} columns {name!r}", "rename all but one")
    wanted |= _cells(table, header) | _properties(table, header, set(wanted.values()))
    if table.format == "parquet":
        check_types(table, wanted)
    return Reader(table, header, wanted)


def snake_case(name: str) -> str:
    """Return a column's name as a property: lower case, words joined by ``_``."""
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    return re.sub(r"\W+", "_", words).strip("_").lower()


def _header(table: Table) -> list[str]:
    match table.format:
        case "csv":
            return csv_header(table)
        case "jsonl":
            return jsonl_keys(table)
        case "parquet":
            return parquet_columns(table)


def _cells(table: Table, header: list[str]) -> dict[str, str]:
    for cell in table.cells:
        if cell.column not in header:
            raise _missing(table, cell.column, header)
    return {f"@{n}": cell.column for n, cell in enumerate(table.cells)}


def _properties(table: Table, header: list[str], taken: set[str]) -> dict[str, str]:
    if table.properties is not None:
        for column in table.properties.values():
            if column not in header:
                raise _missing(table, column, header)
        return dict(table.properties)
    if table.format == "jsonl":
        return {}
    found: dict[str, str] = {}
    for column in header:
        name = snake_case(column)
        if column in taken or not name:
            continue
        if name in TAKEN or name in found or name in table.columns:
            raise InputError(
                f"{table.path}: line 1: column {column!r} would become a second {name!r}", "rename the column"
            )
        found[name] = column
    return found


def _missing(table: Table, column: str, header: list[str]) -> InputError:
    near = get_close_matches(column, header, 1)
    if near:
        hint = f"did you mean {near[0]!r}?"
    elif len(header) == 1 and (other := next((c for c in ";\t|" if c in header[0]), None)):
        hint = f"the cells seem to be separated by {other!r}: say so in a linkage.toml"
    else:
        hint = "add it, or name the file's own columns in a linkage.toml"
    refusal = InputError if table.columns.get(column) == column else MappingError
    return refusal(f"{table.path}: line 1: there is no column {column!r}", hint)
