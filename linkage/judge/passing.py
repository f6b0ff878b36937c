"""Whose home a cluster passed through: accounts that nothing but what changes hands ties to it.

A network that rents the addresses of families has been everywhere they are: at this month's address and at last
month's. So no one address holds them to it, and among themselves they share a device and a card. But take away
addresses and coincidences in time, and what is left of their ties is a household.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.signals import MOMENT, Signals
from linkage.judge.score import HOUSEHOLD
from linkage.judge.ties import Ties, left_in, parts_by

BODY = 0.5
"""So much of a cluster must stay together without a kind of thing: where that kind holds it together, it is its own."""


def only_in_passing(signals: Signals, ties: Ties, cluster: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which accounts only things that change hands tie to their cluster, bool, shape (n_accounts,).

    Without those things, or those of one group, and without moments, the body of the cluster stays together, and they
    are left beside it with no more than a household.

    Parameters
    ----------
    ties
        The ties that count, each by itself.

    Notes
    -----
    O(n_ties log n_ties) for each group of kinds that change hands.
    """
    moment, changing = signals.of_kind(MOMENT), signals.changes_hands[signals.kind]
    size = np.bincount(cluster)
    found = np.zeros(len(cluster), np.bool_)
    for lost in (changing, *(changing & (signals.group == group) for group in np.unique(signals.group[changing]))):
        stays = ~(lost | moment)[ties.signal]
        part = parts_by(cluster, Ties(ties.account[stays], ties.signal[stays], ties.inside[stays]))
        left, body = left_in(cluster, part)
        whole = (body > HOUSEHOLD) & (body >= BODY * size)
        found |= (left <= HOUSEHOLD) & whole[cluster]
    return found
