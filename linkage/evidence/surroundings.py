"""The surroundings of accounts: all that can change what they belong to, once weights are held."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from linkage.detect.components import components
from linkage.evidence.weigh import Evidence, graph_of


def narrowed(evidence: Evidence, touched: NDArray[np.bool_]) -> tuple[Evidence, NDArray[np.bool_]]:
    """Return the evidence without what cannot concern the touched accounts, and which accounts remain concerned.

    Parameters
    ----------
    touched
        bool, shape (n_accounts,): accounts that are new, or of which something new is known.

    Returns
    -------
    The evidence with only those signals weighted that connect to a touched account, directly or over others; and bool,
    shape (n_accounts,): whether an account is so connected. With the calibration held, the clusters of these accounts
    are those of a full run, and all other clusters are as they were.

    Notes
    -----
    O(n_edges) time and memory.
    """
    graph, n = evidence.graph, evidence.graph.n_accounts
    component = components(graph)
    near = np.zeros(int(component.max(initial=-1)) + 1, np.bool_)
    near[component[:n][touched]] = True
    concerned = near[component]
    kept = np.zeros(len(evidence.weight), np.bool_)
    kept[evidence.signal_of_node[concerned[n:]]] = True
    weight, share = np.where(kept, evidence.weight, 0.0), np.where(kept, evidence.share, 0.0)
    near_graph, signal_of_node = graph_of(evidence.signals, weight)
    return (
        replace(evidence, weight=weight, share=share, graph=near_graph, signal_of_node=signal_of_node),
        concerned[:n],
    )
