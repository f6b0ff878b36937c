"""Write many pieces by several sessions at once, each as large as the store has the memory for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sized
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Generic, TypeVar

from linkage.engine.progress import Progress
from linkage.errors import StoreFull, TooBig

P = TypeVar("P", bound=Sized)
R = TypeVar("R")

AHEAD = 2
"""Pieces made ready for each writer at most: the reader never runs further ahead."""


def in_parallel(pieces: Iterable[P], write: Callable[[P], R], writers: int) -> Iterator[tuple[int, R]]:
    """Yield how long each piece is and what ``write`` returned for it, in the order of completion.

    ``writers`` are written at a time; the next ones are made meanwhile, at most ``AHEAD`` a writer. The first failure
    ends it: what is being written is waited for, what is not yet begun is left out, and the failure is raised.
    """
    pending: dict[Future[R], int] = {}
    with ThreadPoolExecutor(writers, thread_name_prefix="writer") as pool:
        try:
            for piece in pieces:
                pending[pool.submit(write, piece)] = len(piece)
                yield from _done(pending, patience=None if len(pending) >= writers * (1 + AHEAD) else 0)
            while pending:
                yield from _done(pending, patience=None)
        finally:
            for future in pending:
                future.cancel()


def _done(pending: dict[Future[R], int], *, patience: float | None) -> Iterator[tuple[int, R]]:
    done, _ = wait(pending, patience, return_when=FIRST_COMPLETED)
    for future in done:
        yield pending.pop(future), future.result()


class Fitting(Generic[P, R]):
    """Writes pieces whole while they fit into the store's memory, in parts when they do not; safe to share by writers.

    Parameters
    ----------
    write
        Writes one piece in transactions of its own.
    halves
        Returns the two parts of a piece, None for one that cannot be cut.
    progress
        Told once, when the first piece did not fit.
    """

    def __init__(
        self, write: Callable[[P], list[R]], halves: Callable[[P], tuple[P, P] | None], progress: Progress
    ) -> None:
        self._write = write
        self._halves = halves
        self._progress = progress
        self._most = 0
        self._lock = threading.Lock()

    def write(self, piece: P) -> list[R]:
        """Write the piece, in parts where it is longer than what fitted, and return what writing each returned.

        Raises
        ------
        StoreFull
            Not even one row fits.
        """
        cut = self._halves(piece) if self._most and len(piece) > self._most else None
        if cut is not None:
            return [result for part in cut for result in self.write(part)]
        try:
            return self._write(piece)
        except TooBig as error:
            cut = self._halves(piece)
            if cut is None:
                raise StoreFull(f"not even one row fits: {error.cause}", error.hint) from None
            self._shrink(len(piece) // 2, error)
        return [result for part in cut for result in self.write(part)]

    def _shrink(self, rows: int, error: TooBig) -> None:
        with self._lock:
            first, self._most = not self._most, max(1, min(rows, self._most or rows))
        if first:
            self._progress.say(f"{error.cause}: the load goes on in smaller transactions")
