"""Clean rows on disk, parted by account, so that memory does not grow with the input."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import polars as pl
import pyarrow as pa

Stream = Literal["accounts", "rows"]


class Staging:
    """A private folder of clean rows in ``parts`` parts; all rows of one account are in one part."""

    def __init__(self, folder: Path, parts: int) -> None:
        self.folder = folder
        self.parts = parts
        self._writers: dict[tuple[Stream, int], pa.ipc.RecordBatchStreamWriter] = {}

    @classmethod
    def create(cls, parent: str, parts: int) -> Staging:
        """Make the folder, readable by nobody else."""
        return cls(Path(tempfile.mkdtemp(prefix="linkage-load-", dir=parent or None)), parts)

    def add(self, stream: Stream, rows: pl.DataFrame) -> None:
        """Put clean rows aside."""
        if rows.is_empty():
            return
        part = rows["account"].hash(seed=0) % self.parts
        for (number,), some in (
            rows.with_columns(part.alias("part")).partition_by("part", as_dict=True, include_key=False).items()
        ):
            self._write(stream, int(number), some)

    def seal(self) -> None:
        """Nothing more will be added."""
        for writer in self._writers.values():
            writer.close()

    def part(self, stream: Stream, number: int) -> pl.DataFrame | None:
        """Return all rows of one part, or None where it has none."""
        path = self._path(stream, number)
        if not path.exists():
            return None
        return pl.read_ipc_stream(path)

    def remove(self) -> None:
        """Remove the folder and everything in it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _write(self, stream: Stream, number: int, rows: pl.DataFrame) -> None:
        table = rows.to_arrow()
        writer = self._writers.get((stream, number))
        if writer is None:
            writer = pa.ipc.new_stream(str(self._path(stream, number)), table.schema)
            self._writers[stream, number] = writer
        writer.write_table(table)

    def _path(self, stream: Stream, number: int) -> Path:
        return self.folder / f"{stream}-{number}.arrow"


def numbers(staging: Staging) -> Iterator[int]:
    """Yield the numbers of the parts."""
    yield from range(staging.parts)
