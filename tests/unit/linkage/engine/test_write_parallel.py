"""Pieces are written by several writers, never far ahead of them, and as large as the store has memory for."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from linkage.engine.progress import Silent
from linkage.engine.write_parallel import AHEAD, Fitting, in_parallel
from linkage.errors import StoreFull, StoreUnavailable, TooBig

Piece = list[int]


class _Said(Silent):
    """A progress that remembers what it was told."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def say(self, sentence: str) -> None:
        self.sentences.append(sentence)


def _halves(piece: Piece) -> tuple[Piece, Piece] | None:
    middle = len(piece) // 2
    return (piece[:middle], piece[middle:]) if middle else None


def test_every_piece_is_written_once_by_as_many_as_asked_for() -> None:
    """Two writers meet inside ``write`` (each waits for the other), and every result comes out once."""
    meeting = threading.Barrier(2, timeout=10)

    def write(piece: Piece) -> int:
        meeting.wait()
        return sum(piece)

    assert sorted(in_parallel([[n, n] for n in range(20)], write, 2)) == [(2, 2 * n) for n in range(20)]


@pytest.mark.parametrize("writers", [1, 3])
def test_the_reader_waits_for_the_writers(writers: int) -> None:
    """While nothing can be written, no more pieces are made than may be ready."""
    made: list[int] = []
    go = threading.Event()

    def pieces() -> Iterator[Piece]:
        for n in range(100):
            made.append(n)
            yield [n]

    thread = threading.Thread(target=lambda: list(in_parallel(pieces(), lambda _: go.wait(10), writers)))
    thread.start()
    time.sleep(0.2)
    ahead = len(made)
    go.set()
    thread.join()
    assert ahead == writers * (1 + AHEAD)
    assert len(made) == 100


def test_a_failure_comes_out_and_nothing_more_is_begun() -> None:
    """The first failure ends it; pieces that wait are left out."""
    begun: list[int] = []

    def write(piece: Piece) -> None:
        begun.extend(piece)
        raise StoreUnavailable("gone")

    with pytest.raises(StoreUnavailable, match="gone"):
        list(in_parallel([[n] for n in range(50)], write, 2))
    assert len(begun) <= 2 * (1 + AHEAD)


def test_what_does_not_fit_is_written_in_parts_and_later_pieces_at_once_so() -> None:
    """A store that takes seven rows gets all of a hundred in order, is asked too much once, and it is said once."""
    stored: list[int] = []
    refused: list[int] = []

    def write(piece: Piece) -> list[int]:
        if len(piece) > 7:
            refused.append(len(piece))
            raise TooBig("query x needs more memory than the server allows")
        stored.extend(piece)
        return [len(piece)]

    said = _Said()
    fitting = Fitting(write, _halves, said)
    assert sum(fitting.write(list(range(100)))) == 100
    assert refused == [100, 50, 25, 12]
    assert sum(fitting.write(list(range(100, 200)))) == 100
    assert refused == [100, 50, 25, 12]
    assert stored == list(range(200))
    assert said.sentences == [
        "query x needs more memory than the server allows: the load goes on in smaller transactions"
    ]


def test_one_row_that_does_not_fit_ends_it() -> None:
    """The error says so, and what would help; it is not tried again."""
    tried: list[int] = []

    def write(piece: Piece) -> list[int]:
        tried.append(len(piece))
        raise TooBig("query x needs more memory than the server allows", "give it more")

    with pytest.raises(StoreFull, match=r"not even one row fits: .* \(give it more\)"):
        Fitting(write, _halves, Silent()).write([1, 2, 3, 4])
    assert tried == [4, 2, 1]
