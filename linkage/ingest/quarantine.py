"""Where the rows that could not be loaded are listed: file, line, column and reason, never the value."""

from __future__ import annotations

from collections import Counter
from io import FileIO
from pathlib import Path

import polars as pl

from linkage.errors import FULL, InputError, StoreFull


class Quarantine:
    """A CSV file that comes into being with the first row refused. Close it on every way out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reasons: Counter[str] = Counter()
        self._stream: FileIO | None = None

    def add(self, file: str, rejects: pl.DataFrame) -> None:
        """Write rejects of one file.

        Raises
        ------
        InputError
            The quarantine file cannot be written.
        StoreFull
            Its disk is full.
        """
        if rejects.is_empty():
            return
        for reason, count in rejects.group_by("reason").len().iter_rows():
            self.reasons[reason] += count
        text = rejects.select(pl.lit(file).alias("file"), "line", "column", "reason").write_csv(include_header=False)
        try:
            if self._stream is None:
                self._stream = self.path.open("wb", buffering=0)  # what is refused is on disk before the load goes on
                text = "file,line,column,reason\n" + text
            _write_all(self._stream, text.encode())
        except OSError as error:
            if error.errno in FULL:
                raise StoreFull(
                    f"the disk under {self.path} is full", "name another place for the quarantine"
                ) from None
            raise InputError(f"cannot write {self.path}: {error.strerror}", "name another file for it") from None

    def close(self) -> None:
        """Let go of the file."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None


def _write_all(stream: FileIO, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[stream.write(rest) :]
