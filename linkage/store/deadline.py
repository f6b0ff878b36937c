"""An answer in time, whatever the store does.

Both stores stop most queries at their timeout, and neither stops all: an expression that loops inside one row
(``reduce`` over ``range``) never looks at the clock; 36 s past a timeout of 1 s were seen on Neo4j. The caller then
gets its ``QueryTimeout`` all the same, and the work is left behind; when too many were, further ones are refused.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from linkage.errors import QueryTimeout, StoreUnavailable, UsageError

T = TypeVar("T")

GRACE = 2.0
"""Seconds past its timeout in which a store should have stopped a query by itself."""

MOST_LEFT_BEHIND = 3
_LEFT_BEHIND: set[threading.Thread] = set()
_COUNTING = threading.Lock()


def within(timeout: float, work: Callable[[], T]) -> T:
    """Return what ``work`` returns or raise what it raises, at the latest ``GRACE`` seconds after ``timeout``.

    Raises
    ------
    UsageError
        The timeout is not positive: stores take 0 for no limit.
    QueryTimeout
        The work goes on; it is left behind.
    StoreUnavailable
        Too many earlier ones still go on.
    """
    if timeout <= 0:
        raise UsageError("the timeout is not more than 0 seconds", "set LINKAGE_TIMEOUT")
    with _COUNTING:
        _LEFT_BEHIND.intersection_update([thread for thread in _LEFT_BEHIND if thread.is_alive()])
        if len(_LEFT_BEHIND) >= MOST_LEFT_BEHIND:
            raise StoreUnavailable("queries that took too long are still being worked on", "try again later")
    outcome: list[Callable[[], T]] = []
    thread = threading.Thread(target=lambda: outcome.append(_settle(work)), name="linkage-query", daemon=True)
    thread.start()
    thread.join(timeout + GRACE)
    if not outcome:
        with _COUNTING:
            _LEFT_BEHIND.add(thread)
        raise QueryTimeout("the query took longer than allowed", "use smaller lists in its expressions")
    return outcome[0]()


def _settle(work: Callable[[], T]) -> Callable[[], T]:
    try:
        result = work()
    except BaseException as error:
        failure = error

        def fail() -> T:
            raise failure

        return fail
    return lambda: result
