"""Operators are put together: suspicious communities at every scale, joined by infrastructure, then completed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.weigh import Evidence
from linkage.judge.chains import find_chains
from linkage.judge.grounds import Grounds
from linkage.judge.judged import Judged, connected, judge_clusters
from linkage.judge.operators import NOBODY, join_pieces, take_in, united
from linkage.judge.population import Population
from linkage.judge.score import FLAG, HOUSEHOLD
from linkage.model.entity_graph import EntityGraph


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
    grounds = grounds or Grounds.of(entities, evidence)
    piece = _pieces(entities, evidence, communities, population, grounds)
    chain = judge_clusters(entities, evidence, find_chains(evidence), population, grounds)
    core = judge_clusters(entities, evidence, core_of(evidence, chain), population, grounds)
    piece = _along_chains(_along_chains(piece, chain), core)
    return take_in(evidence, join_pieces(evidence, piece))


def _pieces(
    entities: EntityGraph,
    evidence: Evidence,
    communities: Sequence[NDArray[np.int64]],
    population: Population,
    grounds: Grounds,
) -> NDArray[np.int64]:
    """Return a piece for each account that firmly belongs to a community that would be flagged, the finest such one.

    Strays that cling to a ring by an address water it down: each community is also looked at without them.
    """
    piece, pieces = np.full(len(entities.accounts), NOBODY), 0
    for community in communities:
        whole = judge_clusters(entities, evidence, community, population, grounds)
        core = judge_clusters(entities, evidence, core_of(evidence, whole), population, grounds)
        more_than_a_home = (core.signs.size > HOUSEHOLD)[core.of_account]
        for judged, found in ((whole, _suspicious(whole)), (core, _suspicious(core) & more_than_a_home)):
            new = found & (piece == NOBODY)
            piece[new] = judged.of_account[new] + pieces
            pieces += len(judged.signs.size)
    return piece


def core_of(evidence: Evidence, judged: Judged) -> NDArray[np.int64]:
    """Return the clusters without those who are no firm members, each of whom is alone."""
    alone = len(judged.signs.size) + np.arange(len(judged.of_account))
    return connected(evidence, np.where(judged.firm, judged.of_account, alone))


def _along_chains(piece: NDArray[np.int64], chain: Judged) -> NDArray[np.int64]:
    """Return the pieces with those on one suspicious chain made one, and whoever is held by it taken along.

    Also those whom one kind alone ties: they are not flagged, but without them the chain would break.
    """
    pieces = int(piece.max(initial=NOBODY)) + 1
    found = (chain.judgement.score >= FLAG)[chain.of_account] & chain.held
    link = chain.of_account + pieces
    both = found & (piece != NOBODY)
    root = united(pieces + len(chain.signs.size), piece[both], link[both])
    whole = np.where(found & (piece == NOBODY), link, piece)
    return np.where(whole == NOBODY, NOBODY, root[whole])


def _suspicious(judged: Judged) -> NDArray[np.bool_]:
    """Tell which accounts firmly belong to a cluster that would be flagged, bool, shape (n_accounts,)."""
    return (judged.judgement.score >= FLAG)[judged.of_account] & judged.firm
