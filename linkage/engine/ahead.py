"""Work on the next few things while the results of the first are used."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def worked_ahead(items: Iterable[T], work: Callable[[T], R], threads: int) -> Iterator[R]:
    """Yield what ``work`` returns for each item, in the order of the items, several being worked on meanwhile.

    ``threads`` are worked on at a time, and no more items are taken than that and one. The first failure ends it, in
    its turn: what is being worked on is waited for, and the failure is raised.
    """
    coming: deque[Future[R]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        try:
            for item in items:
                coming.append(pool.submit(work, item))
                if len(coming) > threads:
                    yield coming.popleft().result()
            while coming:
                yield coming.popleft().result()
        finally:
            for future in coming:
                future.cancel()
