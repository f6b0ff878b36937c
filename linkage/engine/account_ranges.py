"""Ranges of account ids that hold about as many accounts each, found without sorting them all."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from linkage import queries
from linkage.store.base import GraphStore, Row

MOST_HEADS = 50_000
"""Beginnings of ids that are told apart at most."""
LONGEST = 40
"""Characters of ids that are compared at most: each further one is a pass over all of them."""


def account_bounds(store: GraphStore, size: int) -> list[str]:
    """Return account ids, ascending, that cut the accounts into ranges of at most about ``size``.

    The last account is the last of them. Where more than that have ids that begin alike for longer than can be told
    apart, a range is larger.

    Notes
    -----
    A few passes over the ids in the store; O(number of ranges) memory here.
    """
    ends = store.run(queries.load("get_bounds_of_account_ids"), {"limit": 1})[0]
    if ends["last"] is None:
        return []
    alike = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(ends["first"], ends["last"], strict=False))
    length = len(list(alike)) + 1
    heads = _heads(store, length)
    while max(head["accounts"] for head in heads) > size and length < LONGEST:
        length += 1
        finer = _heads(store, length)
        if len(finer) >= MOST_HEADS:
            break
        heads = finer
    return _cut(heads, size)


def _heads(store: GraphStore, length: int) -> list[Row]:
    return store.run(queries.load("list_heads_of_account_ids"), {"length": length, "limit": MOST_HEADS})


def _cut(heads: Sequence[Row], size: int) -> list[str]:
    """Return where ranges end that take up heads for as long as there is room."""
    bounds: list[str] = []
    room = 0
    for head in heads:
        room -= head["accounts"]
        if room < 0 or not bounds:
            bounds.append(head["last"])
            room = size - head["accounts"]
        else:
            bounds[-1] = head["last"]
    return bounds
