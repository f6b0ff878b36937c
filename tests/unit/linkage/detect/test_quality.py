"""Quality and agreement, against networkx and by hand."""

from __future__ import annotations

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.detect import quality
from linkage.detect.graph import BipartiteGraph, Partition
from linkage.detect.networkx_louvain import as_networkx

PATH = BipartiteGraph.from_edges(np.array([0, 0, 1, 2]), np.array([0, 1, 1, 1]), np.array([1.0, 2.0, 3.0, 4.0]), 3, 2)
"""Accounts 0 and identifiers 3; account 0 uses both identifiers, accounts 1 and 2 use the second."""

labelled = st.lists(st.integers(0, 4), min_size=5, max_size=5).map(lambda labels: Partition.of(np.array(labels)))


def test_cpm_is_inner_weight_less_pairs_of_accounts() -> None:
    """Everything in one community: all the weight, less the resolution for each of three pairs."""
    assert quality.cpm(PATH, Partition(np.zeros(5, np.int64)), 0.5) == 10 - 3 * 0.5
    assert quality.cpm(PATH, Partition(np.array([0, 1, 1, 0, 1])), 0.5) == 1 + 3 + 4 - 0.5


@settings(derandomize=True, deadline=None)
@given(labelled, st.floats(0, 3))
def test_modularity_is_that_of_networkx(partition: Partition, resolution: float) -> None:
    """Weighted modularity equals networkx's."""
    communities = [set(np.flatnonzero(partition.labels == c).tolist()) for c in range(partition.count)]
    expected = networkx.community.modularity(as_networkx(PATH), communities, resolution=resolution)
    assert quality.modularity(PATH, partition, resolution) == pytest.approx(expected, abs=1e-12)


def test_a_graph_without_edges_has_no_modularity() -> None:
    """Zero, not a division by zero."""
    nothing = np.array([], np.int64)
    empty = BipartiteGraph.from_edges(nothing, nothing, np.array([]), 2, 1)
    assert quality.modularity(empty, Partition(np.arange(3))) == 0.0
    assert quality.modularity_resolution(empty, 0.1) == 1.0


def test_the_translated_resolution_prices_the_whole_alike() -> None:
    """All in one community costs the same under both objectives, in units of weight."""
    resolution = 0.3
    translated = quality.modularity_resolution(PATH, resolution)
    total = float(PATH.weights.sum()) / 2
    assert translated * total == pytest.approx(resolution * PATH.n_accounts**2 / 2)


@settings(derandomize=True, deadline=None)
@given(labelled, labelled)
def test_agreement_counts_pairs(one: Partition, other: Partition) -> None:
    """The adjusted Rand index follows from the four kinds of pairs of nodes."""
    pairs = [(a, b) for a in range(5) for b in range(a)]
    left = np.array([one.labels[a] == one.labels[b] for a, b in pairs])
    right = np.array([other.labels[a] == other.labels[b] for a, b in pairs])
    both, neither = (left & right).sum(), (~left & ~right).sum()
    only_left, only_right = (left & ~right).sum(), (~left & right).sum()
    below = (both + only_left) * (only_left + neither) + (both + only_right) * (only_right + neither)
    expected = 1.0 if below == 0 else 2 * (both * neither - only_left * only_right) / below
    assert quality.adjusted_rand(one, other) == pytest.approx(expected, abs=1e-12)
    assert quality.adjusted_rand(one, one) == 1.0
