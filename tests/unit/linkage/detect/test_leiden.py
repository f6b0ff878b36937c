"""The default kernel: what it promises for any graph, and what it finds in graphs whose answer is clear."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import combinations

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from linkage.detect import quality
from linkage.detect.graph import BipartiteGraph, Partition
from linkage.detect.leiden import Objective, leiden
from linkage.detect.networkx_louvain import as_networkx, networkx_louvain
from linkage.detect.python_louvain import python_louvain
from linkage.errors import UsageError

Edge = tuple[int, int, float]

each_property = settings(derandomize=True, deadline=None, max_examples=150)


def build(edges: Sequence[Edge], n_accounts: int, n_identifiers: int) -> BipartiteGraph:
    account, identifier, weight = zip(*edges, strict=True) if edges else ((), (), ())
    arrays = np.array(account, np.int64), np.array(identifier, np.int64), np.array(weight, np.float64)
    return BipartiteGraph.from_edges(*arrays, n_accounts, n_identifiers)


@st.composite
def edge_lists(draw: st.DrawFn, side: int = 9) -> list[Edge]:
    cells = st.tuples(st.integers(0, side - 1), st.integers(0, side - 1))
    pairs = draw(st.lists(cells, unique=True, max_size=30))
    weights = st.floats(0.05, 3.0)
    return [(a, i, draw(weights)) for a, i in pairs]


def random_graph(seed: int, n: int = 60, degree: int = 3) -> BipartiteGraph:
    rng = np.random.default_rng(seed)
    cells = np.unique(rng.integers(0, n * n, n * degree))
    return BipartiteGraph.from_edges(cells // n, cells % n, rng.uniform(0.1, 1.0, len(cells)), n, n)


def cliques(count: int, accounts: int, identifiers: int, bridge: float) -> BipartiteGraph:
    """Return a ring of complete account-identifier cliques; each last account also uses the next one's first value."""
    edges = [
        (c * accounts + a, c * identifiers + i, 1.0)
        for c in range(count)
        for a in range(accounts)
        for i in range(identifiers)
    ]
    edges += [((c + 1) * accounts - 1, ((c + 1) % count) * identifiers, bridge) for c in range(count)]
    return build(edges, count * accounts, count * identifiers)


def of_cliques(count: int, accounts: int, identifiers: int) -> NDArray[np.int64]:
    return np.concatenate([np.repeat(np.arange(count), accounts), np.repeat(np.arange(count), identifiers)])


@each_property
@given(edge_lists(), st.floats(0, 2), st.integers(), st.sampled_from(["cpm", "modularity"]))
def test_every_community_is_connected_and_no_worse_than_none(
    edges: list[Edge], resolution: float, seed: int, objective: Objective
) -> None:
    """Whatever the graph, each community hangs together, and quality is at least that of every node alone."""
    graph = build(edges, 9, 9)
    found = leiden(graph, resolution=resolution, seed=seed, objective=objective)
    whole = as_networkx(graph)
    for label in range(found.count):
        assert networkx.is_connected(whole.subgraph(np.flatnonzero(found.labels == label).tolist()))
    alone = Partition(np.arange(18))
    if objective == "cpm":
        assert quality.cpm(graph, found, resolution) >= quality.cpm(graph, alone, resolution) - 1e-9
    else:
        assert quality.modularity(graph, found, resolution) >= quality.modularity(graph, alone, resolution) - 1e-9


@each_property
@given(edge_lists(), st.floats(0, 2), st.integers(0, 3), st.data())
def test_the_order_of_edges_changes_nothing(
    edges: list[Edge], resolution: float, seed: int, data: st.DataObject
) -> None:
    """The same edges in any order give the same labels."""
    shuffled = data.draw(st.permutations(edges))
    one = leiden(build(edges, 9, 9), resolution=resolution, seed=seed)
    other = leiden(build(shuffled, 9, 9), resolution=resolution, seed=seed)
    assert one.labels.tolist() == other.labels.tolist()


@each_property
@given(edge_lists(), edge_lists(), st.floats(0.05, 1), st.integers(0, 3))
def test_an_unrelated_part_changes_nothing(edges: list[Edge], others: list[Edge], resolution: float, seed: int) -> None:
    """Accounts and identifiers that share nothing with these, put between them, leave their communities as they are."""
    alone = leiden(build(edges, 9, 9), resolution=resolution, seed=seed).labels
    between = [(2 * a, 2 * i, w) for a, i, w in edges] + [(2 * a + 1, 2 * i + 1, w) for a, i, w in others]
    beside = leiden(build(between, 18, 18), resolution=resolution, seed=seed).labels
    kept = np.concatenate([np.arange(0, 18, 2), 18 + np.arange(0, 18, 2)])
    assert Partition.of(beside[kept]).labels.tolist() == alone.tolist()


@each_property
@given(edge_lists(), st.floats(0.05, 1))
def test_no_account_would_be_better_off_elsewhere(edges: list[Edge], resolution: float) -> None:
    """Run until nothing moves, a partition cannot be improved by moving one node."""
    graph = build(edges, 9, 9)
    found = leiden(graph, resolution=resolution, max_rounds=1000)
    reached = quality.cpm(graph, found, resolution)
    for node in range(graph.n_nodes):
        for label in range(found.count + 1):
            moved = found.labels.copy()
            moved[node] = label
            assert quality.cpm(graph, Partition(moved), resolution) <= reached + 1e-8


@each_property
@given(st.permutations(range(12)), st.permutations(range(9)), st.integers(0, 5))
def test_renumbering_does_not_change_clear_communities(accounts: list[int], identifiers: list[int], seed: int) -> None:
    """Where communities are clear, they are found whatever the nodes' numbers and the seed."""
    graph = cliques(3, 4, 3, 0.2)
    once = slice(0, graph.indptr[12])
    account = np.array(accounts)[quality.sources(graph)[once]]
    identifier = np.array(identifiers)[graph.indices[once] - 12]
    renumbered = BipartiteGraph.from_edges(account, identifier, graph.weights[once], 12, 9)
    found = leiden(renumbered, resolution=0.3, seed=seed).labels
    back = np.concatenate([found[accounts], found[12 + np.array(identifiers)]])
    assert Partition.of(back).labels.tolist() == of_cliques(3, 4, 3).tolist()


def test_an_empty_graph_has_no_communities() -> None:
    """No nodes give no labels; nodes without edges stay alone."""
    assert leiden(build([], 0, 0), resolution=0.1).count == 0
    assert leiden(build([], 3, 2), resolution=0.1).labels.tolist() == [0, 1, 2, 3, 4]


def test_a_single_edge_joins_its_ends() -> None:
    """An account and its identifier belong together at any price of accounts; others stay alone."""
    assert leiden(build([(1, 0, 0.01)], 3, 1), resolution=100.0).labels.tolist() == [0, 1, 2, 1]


def test_a_thin_bridge_does_not_join_two_cliques() -> None:
    """Two dense groups that share one weakly used identifier are two communities."""
    assert leiden(cliques(2, 5, 4, 0.1), resolution=0.2).labels.tolist() == of_cliques(2, 5, 4).tolist()


@pytest.mark.parametrize(("count", "missed"), [(30, 0), (1000, 6)])
def test_small_groups_are_found_in_a_large_graph(count: int, missed: int) -> None:
    """A ring of cliques keeps its cliques apart whatever its length, where modularity joins most of them."""
    graph, truth = cliques(count, 3, 2, 1.0), of_cliques(count, 3, 2)
    found = leiden(graph, resolution=0.2, max_rounds=8).labels
    whole = {tuple(np.flatnonzero(truth == c)) for c in range(count)}
    assert len(whole - {tuple(np.flatnonzero(found == c)) for c in range(found.max() + 1)}) <= missed
    assert leiden(graph, resolution=1.0, objective="modularity").count < count / 1.5


def test_a_larger_resolution_gives_more_communities() -> None:
    """Resolution 0 keeps components whole; beyond any weight, accounts part."""
    graph = cliques(6, 4, 2, 1.0)
    counts = [leiden(graph, resolution=r).count for r in (0.0, 0.3, 10.0)]
    assert counts == [1, 6, 24]


@pytest.mark.parametrize("seed", range(12))
def test_modularity_is_as_high_as_the_reference_engines(seed: int) -> None:
    """On random graphs, modularity is at most 0.005 below what networkx and python-louvain reach."""
    graph = random_graph(seed)
    same = float(graph.weights.sum()) / graph.n_accounts**2  # modularity resolution 1, as the reference engines take it
    reference = max(
        quality.modularity(graph, engine(graph, same, seed)) for engine in (networkx_louvain, python_louvain)
    )
    ours = quality.modularity(graph, leiden(graph, resolution=1.0, seed=seed, objective="modularity"))
    assert ours >= reference - 0.005


def test_another_process_finds_the_same() -> None:
    """Labels do not depend on the process, nor on its hash seed."""
    program = (
        "import hashlib, numpy as np\n"
        "from linkage.detect.graph import BipartiteGraph\n"
        "from linkage.detect.leiden import leiden\n"
        "rng = np.random.default_rng(5)\n"
        "cells = np.unique(rng.integers(0, 3600, 180))\n"
        "weights = rng.uniform(0.1, 1.0, len(cells))\n"
        "graph = BipartiteGraph.from_edges(cells // 60, cells % 60, weights, 60, 60)\n"
        "print(hashlib.sha256(leiden(graph, resolution=0.1, seed=3).labels.tobytes()).hexdigest())\n"
    )
    here = hashlib.sha256(leiden(random_graph(5), resolution=0.1, seed=3).labels.tobytes()).hexdigest()
    environment = {**os.environ, "PYTHONHASHSEED": "1234"}
    there = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    assert there.stdout.strip() == here


def crowd(seed: int, n: int = 3000) -> BipartiteGraph:
    """Return a connected graph large enough for many levels: households, pools, and a few popular identifiers."""
    rng = np.random.default_rng(seed)
    who = np.concatenate([np.arange(n), np.arange(n), np.arange(n)])
    what = np.concatenate(
        [np.arange(n) // 3, n + np.arange(n) // 30 * 8 + rng.integers(0, 8, n), 3 * n + rng.integers(0, 9, n)]
    )
    _, identifier, degree = np.unique(what, return_inverse=True, return_counts=True)
    return BipartiteGraph.from_edges(who, identifier, 1 / np.sqrt(degree[identifier]), n, len(degree))


@pytest.mark.parametrize("objective", ["cpm", "modularity"])
def test_the_number_of_threads_changes_nothing(objective: Objective, monkeypatch: pytest.MonkeyPatch) -> None:
    """Components one after the other, in runs by several threads, and several calls at once give the same bytes."""
    graph, price = many_components(), 0.01 if objective == "cpm" else 1.0

    def labels(_: int = 0) -> bytes:
        return leiden(graph, resolution=price, seed=3, objective=objective).labels.tobytes()

    found = []
    for cores, edges in ((1, 10**9), (1, 50), (2, 50), (7, 50)):
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        monkeypatch.setattr("linkage.detect.leiden.RUN", edges)
        found.append(labels())
    with ThreadPoolExecutor(4) as pool:
        found += pool.map(labels, range(4))
    assert len(set(found)) == 1


def many_components() -> BipartiteGraph:
    """Return a large connected graph with small ones and lonely nodes before and after it."""
    large, small = crowd(1), cliques(40, 4, 2, 1.0)
    parts, account, identifier, weight = [small, large, small], [], [], []
    accounts = identifiers = 0
    for part in parts:
        once = slice(0, int(part.indptr[part.n_accounts]))
        account.append(quality.sources(part)[once] + accounts)
        identifier.append(part.indices[once] - part.n_accounts + identifiers)
        weight.append(part.weights[once])
        accounts, identifiers = accounts + part.n_accounts + 3, identifiers + part.n_nodes - part.n_accounts + 2
    return BipartiteGraph.from_edges(
        np.concatenate(account), np.concatenate(identifier), np.concatenate(weight), accounts, identifiers
    )


@pytest.mark.parametrize("price", [0.003, 0.01, 0.05])
def test_no_account_of_a_large_graph_is_held_against_its_gain(price: float) -> None:
    """Run until nothing moves, each node's links to its own community outweigh the price, and every other community's.

    The gap that lets a node sleep while its neighbours move must not leave it where it would not stay.
    """
    graph = crowd(2)
    label = leiden(graph, resolution=price, max_rounds=100).labels
    size = (np.arange(graph.n_nodes) < graph.n_accounts).astype(float)
    mass = np.bincount(label, size)
    row, column = quality.sources(graph), label[graph.indices]
    link = np.zeros((graph.n_nodes, len(mass)))
    np.add.at(link, (row, column), graph.weights)
    everyone = np.arange(graph.n_nodes)
    others = mass[None, :] - size[:, None] * (label[:, None] == np.arange(len(mass)))
    gain = link - price * size[:, None] * others
    assert (gain[everyone, label] >= np.maximum(gain.max(axis=1), 0) - 1e-6).all()


@settings(derandomize=True, deadline=None, max_examples=80)
@given(edge_lists(5), st.floats(0.02, 1), st.integers(0, 3))
def test_every_community_is_well_connected(edges: list[Edge], price: float, seed: int) -> None:
    """A community can be put together from single nodes by joins that are each worth their price (Leiden's promise)."""
    graph = build(edges, 5, 5)
    found = leiden(graph, resolution=price, seed=seed, max_rounds=1000)
    weight = dict(
        zip(zip(quality.sources(graph).tolist(), graph.indices.tolist(), strict=True), graph.weights, strict=True)
    )

    @cache
    def well(group: frozenset[int]) -> bool:
        first, *others = sorted(group)
        return not others or any(
            joined(one := frozenset({first, *some}), group - one) and well(one) and well(group - one)
            for k in range(len(others))
            for some in combinations(others, k)
        )

    def joined(one: frozenset[int], other: frozenset[int]) -> bool:
        link = sum(weight.get((a, b), 0.0) for a in one for b in other)
        return bool(link > 0 and link >= price * sum(a < 5 for a in one) * sum(b < 5 for b in other) - 1e-9)

    for label in range(found.count):
        assert well(frozenset(np.flatnonzero(found.labels == label).tolist()))


@pytest.mark.parametrize("resolution", [-0.1, float("nan")])
def test_a_resolution_that_means_nothing_is_refused(resolution: float) -> None:
    """A negative resolution, or one that is no number, is a usage error."""
    with pytest.raises(UsageError, match="resolution"):
        leiden(build([(0, 0, 1.0)], 1, 1), resolution=resolution)


@pytest.mark.parametrize("weight", [0.0, -1.0, float("nan")])
def test_an_edge_without_weight_is_refused(weight: float) -> None:
    """A weight must be above zero."""
    with pytest.raises(UsageError, match="weight"):
        leiden(build([(0, 0, weight)], 1, 1), resolution=0.1)
