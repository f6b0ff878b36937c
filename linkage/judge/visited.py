"""Who only received visitors: accounts tied to a cluster by nothing but others who came to their things later.

Whoever frames somebody uses that person's address, device or card with accounts of a ring. The victim was there long
before, and never used anything of the ring's: take away the visitors, and nothing ties the victim to it.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.evidence.weigh import Evidence
from linkage.judge.parts import left_in, parts_of
from linkage.judge.score import HOUSEHOLD
from linkage.judge.ties import Ties
from linkage.judge.visits import VISITOR_DAYS, came_later
from linkage.model.entity_graph import EntityGraph

__all__ = ["VISITOR_DAYS", "only_visited"]


def only_visited(
    entities: EntityGraph,
    evidence: Evidence,
    ties: Ties,
    cluster: NDArray[np.int64],
    visits: NDArray[np.bool_] | None = None,
) -> NDArray[np.bool_]:
    """Tell which accounts nothing but visitors ties to their cluster, bool, shape (n_accounts,).

    On each identifier, those who were there first and those who came later are taken apart. Whom that leaves with no
    more than a household, and who of it never came to anybody else's things, was only visited. Banned accounts are
    never taken for victims.

    Parameters
    ----------
    visits
        As ``came_later`` gives them, where that was done already.

    Notes
    -----
    O(n_accounts + n_ties).
    """
    visit = (came_later(entities, evidence) if visits is None else visits)[ties.edge]
    part = parts_of(ties.rows, 2 * ties.place + visit, 2 * len(ties.place_signal))
    left, most = left_in(cluster, part)
    small = (left <= HOUSEHOLD) & (left < most[cluster])
    visitor = _visitors(ties.rows, ties.place, visit, part, len(ties.place_signal))
    return np.asarray(small & ~visitor[part] & ~entities.accounts.banned)


@njit(cache=True, nogil=True)
def _visitors(rows, place, visit, part, n_places):  # type: ignore[no-untyped-def]
    """Tell which parts came to the things of another part of their cluster."""
    lowest, highest = np.full(n_places, len(part), np.int64), np.full(n_places, -1, np.int64)
    for account in range(len(part)):
        for t in range(rows[account], rows[account + 1]):
            if not visit[t]:
                lowest[place[t]] = min(lowest[place[t]], part[account])
                highest[place[t]] = max(highest[place[t]], part[account])
    found = np.zeros(len(part), np.bool_)
    for account in range(len(part)):
        own = part[account]
        for t in range(rows[account], rows[account + 1]):
            at = place[t]
            found[own] |= visit[t] and highest[at] >= 0 and (lowest[at] != own or highest[at] != own)
    return found
