"""Chains: accounts that rarely shared lasting identifiers connect, one after the other, however long the line."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linkage.detect.components import components
from linkage.detect.graph import Partition
from linkage.evidence.weigh import Evidence, graph_of
from linkage.judge.operators import FIRM
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
    O(n_edges log n_edges).
    """
    signals = evidence.signals
    link = speaks_for_itself(evidence) & signals.lasting[signals.kind] & (evidence.weight >= FIRM)
    link &= (signals.degree >= 2) & (signals.degree <= HOUSEHOLD)
    graph, _ = graph_of(signals, link.astype(np.float64))
    return Partition.of(components(graph)[: signals.n_accounts]).labels
