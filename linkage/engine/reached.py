"""Who uses what: the uses of a store in the order of arrays, those of derived identifiers among them."""

from __future__ import annotations

import numpy as np
import polars as pl
from numba import njit
from numpy.typing import NDArray

from linkage.model.entity_graph import Uses


def reached_uses(uses: pl.DataFrame, derived: pl.DataFrame, kind: NDArray[np.int16]) -> tuple[NDArray[np.int64], Uses]:
    """Return the identifiers that are used, and their uses: who uses an address uses its network.

    Left out are derived identifiers that one account alone reaches, which tie nobody to anybody, and those of no kind.

    Parameters
    ----------
    uses
        Columns of ``USED``, ordered by account.
    derived
        Columns of ``IMPLIED``, ordered by identifier.
    kind
        int16, shape (n_identifiers,): of each identifier, -1 for none.

    Returns
    -------
    int64, shape (n_used,): the identifiers in the order of (kind, number), and the uses by place in that order.

    Notes
    -----
    O(uses and what they imply) time, apart from sorting what each account uses; 28 bytes a use.
    """
    account, identifier, first, latest, count = (
        uses[name].to_numpy() for name in ("account", "identifier", "first", "latest", "counts")
    )
    implied = derived["derived"].to_numpy()
    start = np.zeros(len(kind) + 1, np.int64)
    np.cumsum(np.bincount(derived["identifier"].to_numpy(), minlength=len(kind)), out=start[1:])
    used, most = _used(account, identifier, start, implied, kind >= 0)
    order = np.flatnonzero(used)
    order = order[np.argsort(kind[order], kind="stable")]
    number = np.full(len(kind), -1, np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    return order, Uses(*_uses(account, identifier, first, latest, count, start, implied, number, most))


@njit(cache=True, nogil=True)
def _used(account, identifier, start, implied, of_kind):  # type: ignore[no-untyped-def]
    """Tell which identifiers are used, derived ones by two accounts at least, and the most that one account may use."""
    users, latest = np.zeros(len(of_kind), np.int32), np.full(len(of_kind), -1, np.int64)
    used, most, own, before = np.zeros(len(of_kind), np.bool_), 0, 0, -1
    for use in range(len(account)):
        who, what = account[use], identifier[use]
        own = 0 if who != before else own
        before = who
        used[what] = of_kind[what]
        own += 1 + start[what + 1] - start[what]
        most = max(most, own)
        for i in range(start[what], start[what + 1]):
            if latest[implied[i]] != who:
                latest[implied[i]] = who
                users[implied[i]] += 1
    for what in range(len(of_kind)):
        used[what] |= of_kind[what] and users[what] >= 2
    return used, most


@njit(cache=True, nogil=True)
def _uses(account, identifier, first, latest, count, start, implied, number, most):  # type: ignore[no-untyped-def]
    """Return the uses of numbered identifiers, what an account uses in the order of numbers; each pair once."""
    n = 0
    for use in range(len(account)):
        n += number[identifier[use]] >= 0
        for i in range(start[identifier[use]], start[identifier[use] + 1]):
            n += number[implied[i]] >= 0
    who, what = np.empty(n, np.int32), np.empty(n, np.int32)
    since, until, times = np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n, np.int64)
    key, source, n, use = np.empty(most, np.int64), np.empty(most, np.int64), 0, 0
    while use < len(account):
        one, own = account[use], 0
        while use < len(account) and account[use] == one:
            at = identifier[use]
            if number[at] >= 0:
                key[own], source[own] = number[at], use
                own += 1
            for i in range(start[at], start[at + 1]):
                if number[implied[i]] >= 0:
                    key[own], source[own] = number[implied[i]], use
                    own += 1
            use += 1
        order = np.argsort(key[:own], kind="mergesort") if own > 1 else np.arange(own)
        for place in range(own):
            at, by = key[order[place]], source[order[place]]
            if place and key[order[place - 1]] == at:
                since[n - 1], until[n - 1] = min(since[n - 1], first[by]), max(until[n - 1], latest[by])
                times[n - 1] += count[by]
            else:
                who[n], what[n], since[n], until[n], times[n] = one, at, first[by], latest[by], count[by]
                n += 1
    return who[:n], what[:n], since[:n], until[:n], times[:n]
