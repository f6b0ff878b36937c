"""Several things worked on at once, taken in order."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from linkage.engine.ahead import worked_ahead


def test_results_come_in_order_however_long_each_takes() -> None:
    """The first takes longest, and comes first."""

    def work(n: int) -> int:
        time.sleep(0.02 * (5 - n))
        return n * n

    assert list(worked_ahead(range(6), work, 3)) == [n * n for n in range(6)]


def test_two_are_worked_on_at_once() -> None:
    """Each of two waits for the other, which would not end one after the other."""
    met = threading.Barrier(2, timeout=10)
    assert len(list(worked_ahead(range(4), lambda _: met.wait(), 2))) == 4


def test_it_takes_no_more_than_it_can_work_on() -> None:
    """When the first result is there, one more than are worked on was taken, and no other."""
    taken: list[int] = []

    def items() -> Iterator[int]:
        for n in range(100):
            taken.append(n)
            yield n

    results = worked_ahead(items(), lambda n: n, 2)
    assert next(results) == 0
    assert taken == [0, 1, 2]
    results.close()  # type: ignore[attr-defined]  # a generator, which the protocol of iterators does not tell


def test_a_failure_is_raised_in_its_turn_and_ends_it() -> None:
    """What came before it is there, and nothing after it is begun."""
    begun: list[int] = []

    def work(n: int) -> int:
        begun.append(n)
        if n == 2:
            raise ValueError("the third")
        return n

    results = worked_ahead(range(100), work, 2)
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(ValueError, match="the third"):
        next(results)
    assert len(begun) <= 5
