"""Who only received visitors: accounts tied to a cluster by nothing but others who came to their things later.

Whoever frames somebody uses that person's address, device or card with accounts of a ring. The victim was there long
before, and never used anything of the ring's: take away the visitors, and nothing ties the victim to it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.leases import MS_A_DAY
from linkage.evidence.weigh import Evidence
from linkage.judge.score import HOUSEHOLD
from linkage.judge.ties import Ties, left_in, parts_by
from linkage.model.entity_graph import UNKNOWN, EntityGraph

VISITOR_DAYS = 7.0
"""Whoever first uses an identifier so much later than its first user is a visitor there."""


def only_visited(
    entities: EntityGraph, evidence: Evidence, ties: Ties, cluster: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell which accounts nothing but visitors ties to their cluster, bool, shape (n_accounts,).

    On each identifier, those who were there first and those who came later are taken apart. Whom that leaves with no
    more than a household, and who of it never came to anybody else's things, was only visited. Banned accounts are
    never taken for victims.

    Notes
    -----
    O(n_ties log n_ties).
    """
    visits = _came_later(entities, evidence, ties)
    part = parts_by(cluster, Ties(ties.account, 2 * ties.signal + visits, ties.inside))
    left, most = left_in(cluster, part)
    small = (left <= HOUSEHOLD) & (left < most[cluster])
    return np.asarray(small & ~_visitor(ties, visits, cluster, part)[part] & ~entities.accounts.banned)


def _visitor(
    ties: Ties, visits: NDArray[np.bool_], cluster: NDArray[np.int64], part: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell which parts came to the things of another part of their cluster, shape (n_parts,)."""
    place = ties.signal * (int(cluster.max(initial=0)) + 1) + cluster[ties.account]
    places, where = np.unique(place, return_inverse=True)
    own, n_parts = part[ties.account], int(part.max(initial=-1)) + 1
    lowest, highest = np.full(len(places), n_parts), np.full(len(places), -1)
    np.minimum.at(lowest, where[~visits], own[~visits])
    np.maximum.at(highest, where[~visits], own[~visits])
    elsewhere = visits & (highest[where] >= 0) & ((lowest[where] != own) | (highest[where] != own))
    return np.bincount(own[elsewhere], minlength=n_parts) > 0


def _came_later(entities: EntityGraph, evidence: Evidence, ties: Ties) -> NDArray[np.bool_]:
    """Tell which ties are of visitors: to a lease that somebody else had used days before."""
    signals, uses = evidence.signals, entities.uses
    later = np.zeros(len(ties.account), np.bool_)
    known = uses.first_seen != UNKNOWN
    if not known.any():
        return later
    began = np.full(signals.n_leases, np.iinfo(np.int64).max)
    np.minimum.at(began, signals.of_use[known], uses.first_seen[known])
    key = uses.account[known].astype(np.int64) * signals.n_leases + signals.of_use[known]
    order = np.argsort(key, kind="stable")
    key, first_seen = key[order], uses.first_seen[known][order]
    leases = np.flatnonzero(ties.signal < signals.n_leases)
    wanted = ties.account[leases] * signals.n_leases + ties.signal[leases]
    place = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
    late = first_seen[place] > began[ties.signal[leases]] + int(VISITOR_DAYS * MS_A_DAY)
    later[leases] = (key[place] == wanted) & late
    return later
