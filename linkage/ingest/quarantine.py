"""Where the rows that could not be loaded are listed: file, line, column and reason, never the value."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import IO

import polars as pl

from linkage.errors import InputError


class Quarantine:
    """A CSV file that comes into being with the first row refused. Close it on every way out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reasons: Counter[str] = Counter()
        self._stream: IO[bytes] | None = None

    def add(self, file: str, rejects: pl.DataFrame) -> None:
        """Write rejects of one file.

        Raises
        ------
        InputError
            The quarantine file cannot be written.
        """
        if rejects.is_empty():
            return
        for reason, count in rejects.group_by("reason").len().iter_rows():
            self.reasons[reason] += count
        try:
            if self._stream is None:
                self._stream = self.path.open("wb")
                self._stream.write(b"file,line,column,reason\n")
            rejects.select(pl.lit(file).alias("file"), "line", "column", "reason").write_csv(
                self._stream, include_header=False
            )
        except OSError as error:
            raise InputError(f"cannot write {self.path}: {error.strerror}", "name another file for it") from None

    def close(self) -> None:
        """Let go of the file."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None
