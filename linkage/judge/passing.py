"""Whose home a cluster passed through: accounts that nothing but what changes hands ties to it.

A network that rents the addresses of families has been everywhere they are: at this month's address and at last
month's. So no one address holds them to it, and among themselves they share a device and a card. But take away
addresses and coincidences in time, and what is left of their ties is a household.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.signals import MOMENT, Signals
from linkage.judge.apart import Apart
from linkage.judge.parts import left_in
from linkage.judge.score import HOUSEHOLD

BODY = 0.5
"""So much of a cluster must stay together without a kind of thing: where that kind holds it together, it is its own."""


def only_in_passing(signals: Signals, held: Apart, cluster: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which accounts only things that change hands tie to their cluster, bool, shape (n_accounts,).

    Without those things, or those of one group, and without moments, the body of the cluster stays together, and they
    are left beside it with no more than a household.

    Parameters
    ----------
    held
        The ties that count, each by itself.

    Notes
    -----
    O(n_accounts + n_ties) for each group of kinds that change hands; clusters no larger than a household are passed by.
    """
    kind = signals.kind[held.signal]
    moment, changing = kind == signals.kinds.index(MOMENT), signals.changes_hands[kind]
    group, size = signals.group[held.signal], np.bincount(cluster)
    large = size[held.cluster] > HOUSEHOLD
    found = np.zeros(len(cluster), np.bool_)
    for lost in (changing, *(changing & (group == one) for one in groups_changing(signals))):
        part = held.parts(large & ~(lost | moment))
        left, body = left_in(cluster, part)
        whole = (body > HOUSEHOLD) & (body >= BODY * size)
        found |= (left <= HOUSEHOLD) & whole[cluster]
    return found


def groups_changing(signals: Signals) -> NDArray[np.int64]:
    """Return the groups of the kinds that change hands."""
    names = signals.group_names
    of_kind = np.array([names.index(group) for group in signals.groups], np.int64)
    return np.unique(of_kind[signals.changes_hands])
