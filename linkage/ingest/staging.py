"""Clean rows on disk, parted by account, so that memory does not grow with the input.

The folder is private (mode 0700), holds what the source held unless a key is set, and is removed on every way out; what
a killed load left behind is removed by the next one.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import polars as pl
import pyarrow as pa

from linkage.errors import FULL, InputError, StoreFull

Stream = Literal["accounts", "rows", "derived"]
SCHEMAS: dict[Stream, dict[str, type[pl.DataType]]] = {
    "rows": {
        "account": pl.String,
        "kind": pl.String,
        "id": pl.String,
        "at": pl.Int64,
        "count": pl.Int64,
        "table": pl.Int32,
    },
    "accounts": {"account": pl.String, "created_at": pl.Int64, "properties": pl.String, "table": pl.Int32},
    "derived": {"parent": pl.String, "id": pl.String, "kind": pl.String, "derived": pl.String},
}
WHOLE: dict[Stream, str] = {"rows": "account", "accounts": "account", "derived": "derived"}
"""The column whose equal values are all in one part."""

PREFIX = "linkage-load-"
LOCK = "lock"
PART_BYTES = 64 << 20
"""Bytes of text that make one part."""
MOST_PARTS = 256
SEED = 20_260_102


class Staging:
    """A private folder of clean rows in ``parts`` parts; all rows of one account are in one part.

    What the rows imply (``derived``) is kept beside them, all of one derived identifier in one part.
    """

    def __init__(self, folder: Path, parts: int) -> None:
        self.folder = folder
        self.parts = parts
        self.rows = 0
        self.derived = 0
        self._writers: dict[tuple[Stream, int], pa.ipc.RecordBatchStreamWriter] = {}

    def add(self, stream: Literal["accounts", "rows"], rows: pl.DataFrame, table: int) -> None:
        """Put clean rows of one table aside.

        Raises
        ------
        StoreFull
            The disk is full.
        """
        self.rows += len(rows)
        self._add(stream, rows.with_columns(table=pl.lit(table)))

    def add_derived(self, rows: pl.DataFrame) -> None:
        """Put aside what the identifiers of some rows imply; raises as ``add``."""
        self.derived += len(rows)
        self._add("derived", rows)

    def _add(self, stream: Stream, rows: pl.DataFrame) -> None:
        if rows.is_empty():
            return
        rows = rows.select(pl.col(name).cast(kind) for name, kind in SCHEMAS[stream].items())
        part = (rows[WHOLE[stream]].hash(SEED) % self.parts).alias("part")
        with _full_disk(self.folder):
            for (number,), some in (
                rows.with_columns(part).partition_by("part", as_dict=True, include_key=False).items()
            ):
                self._write(stream, int(number), some)

    def seal(self) -> None:
        """Nothing more will be added."""
        with _full_disk(self.folder):
            for writer in self._writers.values():
                writer.close()
            self._writers.clear()

    def part(self, stream: Stream, number: int) -> pl.DataFrame:
        """Return all rows of one part."""
        path = self._path(stream, number)
        if not path.exists():
            return pl.DataFrame(schema=SCHEMAS[stream])
        return pl.read_ipc_stream(path)

    def close(self) -> None:
        """Let go of the files."""
        for writer in self._writers.values():
            try:
                writer.close()
            except (OSError, pa.ArrowException):
                continue
        self._writers.clear()

    def _write(self, stream: Stream, number: int, rows: pl.DataFrame) -> None:
        table = rows.to_arrow()
        writer = self._writers.get((stream, number))
        if writer is None:
            writer = pa.ipc.new_stream(str(self._path(stream, number)), table.schema)
            self._writers[stream, number] = writer
        writer.write_table(table)

    def _path(self, stream: Stream, number: int) -> Path:
        return self.folder / f"{stream}-{number}.arrow"


@contextmanager
def staging(parent: str, bytes_of_text: int) -> Iterator[Staging]:
    """Make a private folder for a load and remove it on the way out.

    Parameters
    ----------
    parent
        Where; empty means the system's folder for temporary files.
    bytes_of_text
        About how much input there is.

    Raises
    ------
    InputError
        The folder cannot be made.
    StoreFull
        The disk is full.
    """
    try:
        remove_stale(parent)
        with _full_disk(Path(parent or tempfile.gettempdir())):
            folder, lock = _private_folder(parent)
    except OSError as error:
        where = parent or "the system's temporary folder"
        raise InputError(f"cannot write to {where}: {error.strerror}", "set LINKAGE_STAGING to another") from None
    made = Staging(folder, max(1, min(MOST_PARTS, bytes_of_text // PART_BYTES)))
    try:
        yield made
    finally:
        made.close()
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _private_folder(parent: str) -> tuple[Path, int]:
    """Make a folder, and return it with its lock, which is held.

    Another load may take the folder for abandoned between making the lock and locking it; then the lock has no name any
    more, and another folder is made.
    """
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent or None))
        lock = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        if os.fstat(lock).st_nlink:
            return folder, lock
        os.close(lock)


def remove_stale(parent: str) -> int:
    """Remove what killed loads of this user left behind, and return how many folders that was."""
    removed = 0
    for folder in Path(parent or tempfile.gettempdir()).glob(f"{PREFIX}*"):
        removed += _removed_if_abandoned(folder)
    return removed


def _removed_if_abandoned(folder: Path) -> bool:
    try:
        if folder.stat().st_uid != os.getuid():
            return False
        lock = os.open(folder / LOCK, os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    except OSError:
        return False
    finally:
        os.close(lock)
    return True


@contextmanager
def _full_disk(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise StoreFull(
            f"the disk under {folder.parent} is full; nothing was written", "free some space or set LINKAGE_STAGING"
        ) from None
