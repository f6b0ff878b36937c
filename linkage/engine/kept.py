"""What was worked out once, kept in memory for as long as what it was worked out from stands."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence, Sized
from typing import Any, Generic, TypeVar

T = TypeVar("T", bound=Sized)
GATES = 64
"""So many things may be made at the same time."""


class Kept(Generic[T]):
    """Things by name, each of a state. Safe to use from many threads.

    Parameters
    ----------
    most
        The sum of the lengths of what is kept; what was asked for longest ago is forgotten first. One thing may be
        longer.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[Hashable, T]] = OrderedDict()
        self._lock = threading.Lock()
        self._making = [threading.Lock() for _ in range(GATES)]

    def get(self, name: Hashable, state: Hashable, make: Callable[[], T]) -> T:
        """Return the thing of this name and state, made if it is not kept: once, however many ask meanwhile.

        Who asks for another does not wait for it, but for one name in ``GATES``.
        """
        with self._making[hash(name) % GATES]:
            with self._lock:
                before, thing = self._kept.get(name, (None, None))
            if thing is None or before != state:
                thing = make()
            with self._lock:
                self._kept[name] = (state, thing)
                self._kept.move_to_end(name)
                self._forget()
            return thing

    def _forget(self) -> None:
        length = sum(len(thing) for _, thing in self._kept.values())
        while length > self._most and len(self._kept) > 1:
            length -= len(self._kept.popitem(last=False)[1][1])


def index_behind(ordered: Sequence[Any], params: Mapping[str, Any], place: Callable[[Any], Any] | None = None) -> int:
    """Return where a page begins: behind ``after_key`` and ``after_id``, the last row of the page before.

    Parameters
    ----------
    ordered
        By (-key, id).
    place
        Gives that of each; without it they are that.
    """
    if params["after_id"] is None:
        return 0
    return bisect_right(ordered, (-params["after_key"], params["after_id"]), key=place)
