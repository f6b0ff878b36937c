"""All engines on the same planted graph: each finds it, and they agree."""

from __future__ import annotations

import itertools
import sys

import numpy as np
import pytest

from linkage.detect import quality
from linkage.detect.components import split
from linkage.detect.engines import ENGINES
from linkage.detect.graph import BipartiteGraph, Partition
from linkage.errors import MissingExtra

RESOLUTION = 0.02


def planted(seed: int) -> tuple[BipartiteGraph, Partition]:
    """Return 40 rings of 5 to 24 accounts that share pools of devices, with chance uses between them, and the truth."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(5, 25, 40)
    ring = np.repeat(np.arange(40), sizes)
    own = (ring[:, None] * 5 + rng.integers(0, 5, (len(ring), 6))).ravel()
    chance = 200 + rng.integers(0, 150, 40)
    account = np.concatenate([np.repeat(np.arange(len(ring)), 6), rng.integers(0, len(ring), 40)])
    cells = np.unique(account * 1000 + np.concatenate([own, chance]))
    account, identifier = cells // 1000, cells % 1000
    weight = 1 / np.sqrt(np.bincount(identifier)[identifier])
    return BipartiteGraph.from_edges(account, identifier, weight, len(ring), 350), Partition.of(ring)


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("seed", range(3))
def test_every_engine_finds_the_planted_rings(name: str, seed: int) -> None:
    """Accounts are grouped as they were planted, nearly to the last one."""
    graph, truth = planted(seed)
    found = Partition.of(ENGINES[name](graph, RESOLUTION, seed).labels[: graph.n_accounts])
    assert quality.adjusted_rand(found, truth) > 0.97


@pytest.mark.parametrize("seed", range(3))
def test_engines_agree(seed: int) -> None:
    """On clear rings any two engines agree, over accounts and identifiers."""
    graph, _ = planted(seed)
    found = {name: engine(graph, RESOLUTION, seed) for name, engine in ENGINES.items()}
    for one, other in itertools.combinations(found, 2):
        assert quality.adjusted_rand(found[one], found[other]) > 0.9, (one, other)


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_repeats_itself_and_keeps_communities_connected(name: str) -> None:
    """The same graph and seed give the same labels: connected parts, numbered by smallest node."""
    graph, _ = planted(7)
    once, again = (ENGINES[name](graph, RESOLUTION, 11) for _ in range(2))
    assert once.labels.tolist() == again.labels.tolist()
    assert split(graph, once.labels).labels.tolist() == once.labels.tolist()


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_leaves_an_empty_graph_alone(name: str) -> None:
    """Nodes without edges are communities of one."""
    nothing = np.array([], np.int64)
    empty = BipartiteGraph.from_edges(nothing, nothing, np.array([]), 2, 1)
    assert ENGINES[name](empty, RESOLUTION, 0).labels.tolist() == [0, 1, 2]


@pytest.mark.parametrize(("name", "module"), [("networkx", "networkx"), ("python-louvain", "community")])
def test_a_missing_library_is_named_with_its_extra(name: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the optional library the error says what to install."""
    monkeypatch.setitem(sys.modules, module, None)
    graph, _ = planted(0)
    with pytest.raises(MissingExtra, match=rf"account-linkage\[{name}\]"):
        ENGINES[name](graph, RESOLUTION, 0)
