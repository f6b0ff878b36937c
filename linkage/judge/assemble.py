"""Operators are put together: suspicious communities at every scale, joined by infrastructure, then completed."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.weigh import Evidence
from linkage.judge.chains import find_chains
from linkage.judge.grounds import Grounds
from linkage.judge.judged import Judged, judge_clusters
from linkage.judge.operators import NOBODY, join_pieces, take_in, united
from linkage.judge.population import Population
from linkage.judge.score import FLAG, HOUSEHOLD, LEAST
from linkage.judge.ties import Ties, find_ties, parts_by
from linkage.model.entity_graph import EntityGraph

THREADS = 2
"""Clusterings that are judged at once."""


def find_operators(
    entities: EntityGraph,
    evidence: Evidence,
    communities: Sequence[NDArray[np.int64]],
    population: Population,
    grounds: Grounds | None = None,
) -> NDArray[np.int64]:
    """Return the operator of each account, ``NOBODY`` for those that have none.

    Parameters
    ----------
    communities
        int64, shape (n_accounts,) each: communities at several resolutions, the finest first.
    grounds
        What does not depend on clusters; worked out where not given.

    Notes
    -----
    O(n_accounts + n_edges) for each of the communities.
    """
    known = grounds or Grounds.of(entities, evidence)
    judge = partial(_judge_large, entities, evidence, population, known)

    def look(cluster: NDArray[np.int64]) -> tuple[_Suspects, _Suspects]:
        """Judge clusters, and again without the strays who cling to a ring by an address and water it down."""
        whole = judge(cluster, find_ties(evidence, cluster))
        return _Suspects.of(whole), _Suspects.of(judge(*core_of(whole)))

    with ThreadPoolExecutor(THREADS) as pool:
        *seen, (chain, core) = pool.map(look, [*communities, find_chains(evidence)])
    piece = _along_chains(_along_chains(_pieces(seen, len(entities.accounts)), chain), core)
    return take_in(evidence, join_pieces(evidence, piece))


def _judge_large(
    entities: EntityGraph,
    evidence: Evidence,
    population: Population,
    grounds: Grounds,
    cluster: NDArray[np.int64],
    ties: Ties,
) -> Judged:
    """Judge clusters as far as it takes to find suspects; those too small to be judged are one, which nothing ties."""
    small = np.bincount(cluster) < LEAST
    number = np.where(small, len(small) - small.sum(), np.cumsum(~small) - 1)
    large = number[cluster]
    ties = ties.among(~small[cluster]).of(large)
    return judge_clusters(entities, evidence, large, population, grounds, ties, suspects_only=True)


@dataclass(frozen=True, slots=True)
class _Suspects:
    """The accounts in clusters that would be flagged; all but the count of shape (n_accounts,).

    Parameters
    ----------
    cluster
        int64: the cluster of each account.
    n_clusters
        How many clusters there are.
    firm, held
        bool: whether it is a firm member of one that would be flagged, and whether it is at least held in one.
    more_than_a_home
        bool: whether its cluster has more accounts than a household.
    """

    cluster: NDArray[np.int64]
    n_clusters: int
    firm: NDArray[np.bool_]
    held: NDArray[np.bool_]
    more_than_a_home: NDArray[np.bool_]

    @classmethod
    def of(cls, judged: Judged) -> _Suspects:
        """Return what assembling needs to know of judged clusters; all else, which is much, can go."""
        suspicious, size = judged.judgement.score >= FLAG, judged.signs.size
        inside = suspicious[judged.of_account]
        return cls(
            judged.of_account,
            len(size),
            inside & judged.firm,
            inside & judged.held,
            (size > HOUSEHOLD)[judged.of_account],
        )


def _pieces(seen: Sequence[tuple[_Suspects, _Suspects]], n_accounts: int) -> NDArray[np.int64]:
    """Return a piece for each account that firmly belongs to a community that would be flagged, the finest such one.

    Parameters
    ----------
    seen
        For each resolution, the finest first, its communities and these without strays.
    """
    piece, pieces = np.full(n_accounts, NOBODY), 0
    for whole, core in seen:
        for suspects, found in ((whole, whole.firm), (core, core.firm & core.more_than_a_home)):
            new = found & (piece == NOBODY)
            piece[new] = suspects.cluster[new] + pieces
            pieces += suspects.n_clusters
    return piece


def core_of(judged: Judged) -> tuple[NDArray[np.int64], Ties]:
    """Return the clusters without those who are no firm members, each of whom is alone; and what ties who is left."""
    ties = judged.ties.among(judged.firm)
    core = parts_by(ties)
    return core, ties.of(core)


def _along_chains(piece: NDArray[np.int64], chain: _Suspects) -> NDArray[np.int64]:
    """Return the pieces with those on one suspicious chain made one, and whoever is held by it taken along.

    Also those whom one kind alone ties: they are not flagged, but without them the chain would break.
    """
    pieces = int(piece.max(initial=NOBODY)) + 1
    link = chain.cluster + pieces
    both = chain.held & (piece != NOBODY)
    root = united(pieces + chain.n_clusters, piece[both], link[both])
    whole = np.where(chain.held & (piece == NOBODY), link, piece)
    return np.where(whole == NOBODY, NOBODY, root[whole])
