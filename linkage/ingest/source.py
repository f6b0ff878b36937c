"""What an input consists of: tables, and where each of their columns comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from linkage.model.kind import Kind

Role = Literal["accounts", "observations", "activity"]
Format = Literal["csv", "jsonl", "parquet"]

REQUIRED: Mapping[Role, tuple[str, ...]] = {
    "accounts": ("account_id", "created_at"),
    "observations": ("account_id", "kind", "value", "seen_at"),
    "activity": ("account_id", "at", "fingerprint"),
}
OPTIONAL: Mapping[Role, tuple[str, ...]] = {"accounts": (), "observations": ("count",), "activity": ("count",)}


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of a wide table whose every value is an observation of one kind."""

    column: str
    kind: str


@dataclass(frozen=True, slots=True)
class Table:
    """One file, and how to read it.

    Parameters
    ----------
    name
        How counts and messages call it.
    role
        What its rows say.
    path, format
        The file; a ``.gz`` ending means it is compressed.
    columns
        Our column -> the file's column; optional ones may be absent from the file.
    required
        Which of ``columns`` the file must have.
    cells
        The identifier columns of a wide table; empty for one with ``kind`` and ``value``.
    kind
        The kind of every row, where the table has no column for it.
    properties
        Property -> the file's column; None takes every further column of an accounts table.
    time
        ``auto`` (RFC 3339 or epoch seconds), ``ms`` (epoch milliseconds) or a strptime format, taken as UTC.
    delimiter
        What separates the cells of a CSV file.
    """

    name: str
    role: Role
    path: Path
    format: Format
    columns: Mapping[str, str]
    required: tuple[str, ...]
    cells: tuple[Cell, ...] = ()
    kind: str = ""
    properties: Mapping[str, str] | None = field(default_factory=dict)
    time: str = "auto"
    delimiter: str = ","

    @property
    def compressed(self) -> bool:
        """Tell whether the file is gzip."""
        return self.path.name.endswith(".gz")


@dataclass(frozen=True, slots=True)
class Source:
    """An input: its tables in the order they are read, and the kinds it declares beyond those in force."""

    name: str
    tables: tuple[Table, ...]
    kinds: tuple[Kind, ...] = ()
