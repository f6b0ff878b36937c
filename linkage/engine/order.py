"""Put more rows in order than memory should hold."""

from __future__ import annotations

import heapq
import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import IO, Any, TypeVar

Row = TypeVar("Row")

CHUNK = 200_000
_BLOCK = 1_000


def in_order(rows: Iterable[Row], key: Callable[[Row], Any], *, chunk: int = CHUNK) -> Iterator[Row]:
    """Yield the rows by ``key``, never holding more than about ``chunk`` of them in memory.

    Strings compare by code point, which is the byte order of their UTF-8.

    Notes
    -----
    O(n log n); what does not fit one chunk goes through temporary files, merged at the end.
    """
    source = iter(rows)
    first = sorted(islice(source, chunk), key=key)
    with ExitStack() as files:
        spilled: list[IO[bytes]] = []
        while following := sorted(islice(source, chunk), key=key):
            spilled.append(_spill(following, files))
        yield from heapq.merge(first, *map(_read, spilled), key=key) if spilled else first


def _spill(rows: list[Row], files: ExitStack) -> IO[bytes]:
    file = files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115  the stack closes it
    for start in range(0, len(rows), _BLOCK):
        pickle.dump(rows[start : start + _BLOCK], file, pickle.HIGHEST_PROTOCOL)
    file.seek(0)
    return file


def _read(file: IO[bytes]) -> Iterator[Any]:
    while True:
        try:
            yield from pickle.load(file)
        except EOFError:
            return
