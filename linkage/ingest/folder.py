"""A folder with ``accounts``, ``observations`` and ``activity``, each in one of the known formats."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from linkage.errors import InputError
from linkage.ingest.source import OPTIONAL, REQUIRED, Format, Role, Source, Table

ENDINGS: Mapping[str, Format] = {
    ".csv": "csv",
    ".csv.gz": "csv",
    ".jsonl": "jsonl",
    ".jsonl.gz": "jsonl",
    ".parquet": "parquet",
}


def read_folder(folder: Path) -> Source:
    """Return the tables in this folder.

    Raises
    ------
    InputError
        It is not there, holds none of the tables, or holds one of them twice.
    """
    try:
        present = sorted(os.listdir(folder))
    except OSError as error:
        raise InputError(f"cannot read the folder {folder}: {error.strerror}", "check the path") from None
    tables = tuple(table for role in get_args(Role) if (table := _find(folder, role, present)))
    if not tables:
        raise InputError(
            f"{folder} holds no accounts, observations or activity",
            f"name the files accounts, observations, activity with one of {', '.join(ENDINGS)}, or give a linkage.toml",
        )
    return Source(folder.name, tables)


def plain_table(name: str, role: Role, path: Path, format: Format) -> Table:
    """Return a table whose columns have our own names."""
    columns = {column: column for column in (*REQUIRED[role], *OPTIONAL[role])}
    properties: dict[str, str] | None = None if role == "accounts" else {}
    return Table(name, role, path, format, columns, REQUIRED[role], properties=properties)


def _find(folder: Path, role: Role, present: list[str]) -> Table | None:
    found = [name for name in present if name.removeprefix(role) in ENDINGS]
    if len(found) > 1:
        raise InputError(f"{folder} holds {role} {len(found)} times: {', '.join(found)}", "leave one of them")
    if not found:
        return None
    return plain_table(role, role, folder / found[0], ENDINGS[found[0].removeprefix(role)])
