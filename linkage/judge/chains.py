"""Chains: accounts that rarely shared lasting identifiers connect, one after the other, however long the line."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.weigh import Evidence
from linkage.judge.operators import FIRM
from linkage.judge.parts import parts_of
from linkage.judge.score import HOUSEHOLD
from linkage.judge.ties import speaks_for_itself


def find_chains(evidence: Evidence) -> NDArray[np.int64]:
    """Return the chain of each account, numbered by smallest account; alone where nothing connects it.

    No density shows a ring whose identifiers serve two or three accounts each and are thrown away: its ends share
    nothing. What is followed says much, does not change hands, and has no more users than a household: it cannot
    connect strangers by the hundred.

    Returns
    -------
    int64, shape (n_accounts,).

    Notes
    -----
    O(n_accounts + n_edges).
    """
    signals = evidence.signals
    link = speaks_for_itself(evidence) & signals.lasting[signals.kind] & (evidence.weight >= FIRM)
    link &= (signals.degree >= 2) & (signals.degree <= HOUSEHOLD)
    graph = evidence.graph
    rows = graph.indptr[: graph.n_accounts + 1]
    node = graph.indices[: rows[-1]] - np.int32(graph.n_accounts)
    counts = link[evidence.signal_of_node]
    return parts_of(rows, np.where(counts[node], node, np.int32(-1)), len(counts))
