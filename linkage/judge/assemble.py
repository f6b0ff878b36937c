"""Operators are put together: suspicious communities at every scale, joined by infrastructure, then completed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.weigh import Evidence
from linkage.judge.judged import judge_clusters
from linkage.judge.operators import NOBODY, join_pieces, take_in
from linkage.judge.population import Population
from linkage.judge.score import FLAG
from linkage.model.entity_graph import EntityGraph


def find_operators(
    entities: EntityGraph, evidence: Evidence, communities: Sequence[NDArray[np.int64]], population: Population
) -> NDArray[np.int64]:
    """Return the operator of each account, ``NOBODY`` for those that have none.

    Parameters
    ----------
    communities
        int64, shape (n_accounts,) each: communities at several resolutions, the finest first.

    Notes
    -----
    O((n_accounts + n_edges) log) for each of the communities.
    """
    return take_in(evidence, join_pieces(evidence, _pieces(entities, evidence, communities, population)))


def _pieces(
    entities: EntityGraph, evidence: Evidence, communities: Sequence[NDArray[np.int64]], population: Population
) -> NDArray[np.int64]:
    """Return a piece for each account that firmly belongs to a community that would be flagged, the finest such one."""
    piece, pieces = np.full(len(entities.accounts), NOBODY), 0
    for community in communities:
        judged = judge_clusters(entities, evidence, community, population)
        found = (judged.judgement.score >= FLAG)[community] & judged.firm & (piece == NOBODY)
        piece[found] = community[found] + pieces
        pieces += len(judged.signs.size)
    return piece
