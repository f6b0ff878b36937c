"""The signals that two accounts at least show, in both directions: who shows each, and which of them each shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.evidence.signals import MOMENT, Signals


@dataclass(frozen=True, slots=True)
class Shared:
    """The shared signals, numbered 0, 1, … in their order; most signals are not among them.

    Parameters
    ----------
    signal
        int64, shape (n_shared,): which signal each is.
    start, users
        int64, shape (n_shared + 1,), and int32: the users of shared signal s are ``users[start[s] : start[s + 1]]``, in
        the order of accounts.
    rows, shown
        int64, shape (n_accounts + 1,), and int32: what account a shows of the signals that count is
        ``shown[rows[a] : rows[a + 1]]``, in the order of signals.
    """

    signal: NDArray[np.int64]
    start: NDArray[np.int64]
    users: NDArray[np.int32]
    rows: NDArray[np.int64]
    shown: NDArray[np.int32]

    @classmethod
    def of(cls, signals: Signals, counts: NDArray[np.bool_]) -> Shared:
        """Return what is shared.

        Parameters
        ----------
        counts
            bool, shape (n_signals,): signals to keep in the rows of accounts.

        Notes
        -----
        O(n_edges + n_signals); 8 bytes a shared edge.
        """
        shared = signals.degree >= 2
        signal = np.flatnonzero(shared)
        number = np.where(shared, np.cumsum(shared, dtype=np.int32) - 1, -1).astype(np.int32)
        start = np.zeros(len(signal) + 1, np.int64)
        np.cumsum(signals.degree[signal], out=start[1:])
        rows, shown, users = _both_ways(
            signals.account, signals.signal, number, start, counts[signal], signals.n_accounts
        )  # fmt: skip
        return cls(signal, start, users, rows, shown)

    def __len__(self) -> int:
        return len(self.signal)

    def first_of(self, signals: Signals, kind: str) -> int:
        """Return the number of the first shared signal that is a fingerprint or moment; moments come last."""
        before = len(signals.kinds) - (1 if kind == MOMENT else 2)
        return int(np.searchsorted(signals.kind[self.signal] >= before, True))


@njit(cache=True, nogil=True)
def _both_ways(account, signal, number, start, counts, n_accounts):  # type: ignore[no-untyped-def]
    """Return where the rows of accounts begin, the signals in them, and the users of each shared signal."""
    rows, users, at, kept = np.zeros(n_accounts + 1, np.int64), np.empty(start[-1], np.int32), start[:-1].copy(), 0
    for e in range(len(account)):
        one = number[signal[e]]
        if one >= 0:
            users[at[one]] = account[e]
            at[one] += 1
            if counts[one]:
                rows[account[e] + 1] += 1
                kept += 1
    shown, place = np.empty(kept, np.int32), 0
    for e in range(len(account)):
        one = number[signal[e]]
        if one >= 0 and counts[one]:
            shown[place] = one
            place += 1
    return np.cumsum(rows), shown, users
