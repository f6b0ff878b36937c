"""Observations and activity become one weighted account-signal graph."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.detect.graph import BipartiteGraph
from linkage.evidence.corroboration import Calibration, corroborate
from linkage.evidence.moments import Rhythm
from linkage.evidence.signals import MOMENT, Signals, compile_signals
from linkage.model.entity_graph import EntityGraph

SAYS_NOTHING = 0.05
"""A signal that makes two users belong together less likely than this is left out."""
SHARED_TWICE = 0.5
"""Part of its weight that a moment keeps: moments overlap, and whoever acts together shares two of them."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The weighted graph, and what its signal side stands for.

    Parameters
    ----------
    signals
        All signals of the entity graph.
    share
        float64, shape (n_signals,), in [0, 1): how likely two accounts that share this signal belong together; 0 where
        sharing it says nothing, or nobody shares it.
    corroborated
        float64, shape (n_signals,), in [0, 1]: share of its pairs that independent kinds confirm.
    weight
        float64, shape (n_signals,), >= 0: -ln(1 - share); of a moment, the half.
    calibration
        What the weights come from.
    graph
        Accounts and the signals with a weight; identifier node i is signal ``signal_of_node[i]``.
    signal_of_node
        int64, shape (n_identifier_nodes,).
    """

    signals: Signals
    share: NDArray[np.float64]
    corroborated: NDArray[np.float64]
    weight: NDArray[np.float64]
    calibration: Calibration
    graph: BipartiteGraph
    signal_of_node: NDArray[np.int64]


def weigh(
    entities: EntityGraph, calibration: Calibration | None = None, labels: NDArray[np.int8] | None = None
) -> Evidence:
    """Return the weighted graph of these entities.

    Parameters
    ----------
    entities
        What was read from the store.
    calibration
        Learnt weights to hold on to, if they were learnt for the same kinds; learnt from these entities otherwise.
    labels
        int8, shape (n_accounts,): accounts known to be bad (1) or good (0), -1 for others, to learn from as well.

    Notes
    -----
    Weights of independent kinds add up: -ln(1 - share) is the evidence that two users of a signal belong together.
    O(n log n) time in uses and acts together, O(n) memory.
    """
    rhythm = calibration.rhythm if calibration else Rhythm.of(entities.acts)
    signals = compile_signals(entities, rhythm)
    held = calibration if calibration and calibration.kinds == signals.kinds else None
    record, calibration = corroborate(signals, rhythm, held, labels)
    weight = np.where(record.share >= SAYS_NOTHING, -np.log1p(-record.share), 0.0)
    weight[signals.of_kind(MOMENT) | ~signals.observed[signals.kind]] *= SHARED_TWICE
    share = np.where(weight > 0, record.share, 0.0)
    return Evidence(signals, share, record.corroborated, weight, calibration, *graph_of(signals, weight))


def graph_of(signals: Signals, weight: NDArray[np.float64]) -> tuple[BipartiteGraph, NDArray[np.int64]]:
    """Return the graph of accounts and the signals that weigh something, and the signal of each identifier node.

    Parameters
    ----------
    weight
        float64, shape (n_signals,), >= 0.

    Notes
    -----
    O(n_edges + n_signals): edges come in order, so that nothing is sorted.
    """
    weighs = weight > 0
    signal_of_node, n = np.flatnonzero(weighs), signals.n_accounts
    number = np.where(weighs, np.cumsum(weighs, dtype=np.int32) - 1, -1).astype(np.int32)
    indptr, indices, weights = _graph(
        signals.account, signals.signal, number, signals.degree[signal_of_node], weight[signal_of_node], n
    )
    return BipartiteGraph(indptr, indices, weights, n), signal_of_node


@njit(cache=True, nogil=True)
def _graph(account, signal, number, degree, weight, n_accounts):  # type: ignore[no-untyped-def]
    """Return the compressed rows of accounts and numbered signals, neighbours ascending, and the edges' weights."""
    indptr = np.zeros(n_accounts + len(degree) + 1, np.int64)
    for e in range(len(account)):
        if number[signal[e]] >= 0:
            indptr[account[e] + 1] += 1
    indptr[n_accounts + 1 :] = degree
    indptr = np.cumsum(indptr)
    indices, weights = np.empty(indptr[-1], np.int32), np.empty(indptr[-1])
    at, place = indptr[n_accounts:-1].copy(), 0
    for e in range(len(account)):
        node = number[signal[e]]
        if node >= 0:
            indices[place], weights[place] = n_accounts + node, weight[node]
            indices[at[node]], weights[at[node]] = account[e], weight[node]
            place += 1
            at[node] += 1
    return indptr, indices, weights
