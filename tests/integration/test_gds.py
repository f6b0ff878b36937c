"""The engine inside Neo4j: what it finds on real servers, and what it says where it cannot run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

import numpy as np
import pytest

from linkage import queries
from linkage.config import Settings
from linkage.detect import quality
from linkage.detect.components import split
from linkage.detect.engines import ENGINES
from linkage.detect.graph import BipartiteGraph, Partition
from linkage.errors import StoreError, UsageError
from linkage.model.query import Query
from linkage.store.base import GraphStore, Transaction
from linkage.store.gds import drop_stale_graphs, gds_louvain
from linkage.store.open import open_store

T = TypeVar("T")

RESOLUTION = 0.02
PROJECTIONS = Query("list_graphs", "read", "", (), (), "", "", "CALL gds.graph.list() YIELD graphName RETURN graphName")


@pytest.fixture(params=["neo4j_5", "neo4j_current"])
def server(request: pytest.FixtureRequest) -> Iterator[GraphStore]:
    settings: Settings = request.getfixturevalue(request.param)
    opened = open_store(settings)
    try:
        yield opened
    finally:
        opened.close()


def planted(seed: int) -> tuple[BipartiteGraph, Partition]:
    """Return 30 rings of 5 to 24 accounts on pools of devices, chance uses, two lone nodes, and the truth."""
    rng = np.random.default_rng(seed)
    ring = np.repeat(np.arange(30), rng.integers(5, 25, 30))
    own = (ring[:, None] * 5 + rng.integers(0, 5, (len(ring), 6))).ravel()
    account = np.concatenate([np.repeat(np.arange(len(ring)), 6), rng.integers(0, len(ring), 15)])
    cells = np.unique(account * 1000 + np.concatenate([own, 150 + rng.integers(0, 150, 15)]))
    account, identifier = cells // 1000, cells % 1000
    weight = 1 / np.sqrt(np.bincount(identifier)[identifier])
    graph = BipartiteGraph.from_edges(account, identifier, weight, len(ring) + 1, 301)
    return graph, Partition.of(np.append(ring, 30))


@pytest.mark.neo4j
@pytest.mark.parametrize("seed", range(3))
def test_gds_finds_the_planted_rings_as_the_default_engine_does(server: GraphStore, seed: int) -> None:
    """Accounts are grouped as planted, in connected communities, and nearly as the default engine groups them."""
    graph, truth = planted(seed)
    found = gds_louvain(server, graph, RESOLUTION)
    accounts = Partition.of(found.labels[: graph.n_accounts])
    assert quality.adjusted_rand(accounts, truth) > 0.95
    assert quality.adjusted_rand(found, ENGINES["default"](graph, RESOLUTION, seed)) > 0.9
    assert split(graph, found.labels).labels.tolist() == found.labels.tolist()


@pytest.mark.neo4j
def test_gds_repeats_itself_and_leaves_nothing_behind(server: GraphStore) -> None:
    """The same graph gives the same labels, and no graph stays in the server's memory."""
    graph, _ = planted(7)
    once, again = (gds_louvain(server, graph, RESOLUTION, seed).labels.tolist() for seed in (0, 1))
    assert once == again
    assert server.run(PROJECTIONS) == []


@pytest.mark.neo4j
def test_a_finer_resolution_takes_a_finer_level(server: GraphStore) -> None:
    """The resolution chooses among the levels GDS passes through."""
    graph, _ = planted(1)
    assert gds_louvain(server, graph, 10.0).count > gds_louvain(server, graph, 0.0).count


class Interrupted:
    """A store whose user presses Ctrl-C while Louvain runs: between the projection and its answer."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._calls = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def execute(self, work: Callable[[Transaction], T]) -> T:
        self._calls += 1
        if self._calls == 3:
            assert len(self._store.run(PROJECTIONS)) == 1
            raise KeyboardInterrupt
        return self._store.execute(work)


@pytest.mark.neo4j
def test_an_interruption_leaves_nothing_behind(server: GraphStore) -> None:
    """However the work ends, the projected graph is dropped."""
    graph, _ = planted(0)
    with pytest.raises(KeyboardInterrupt):
        gds_louvain(cast(GraphStore, Interrupted(server)), graph, RESOLUTION)
    assert server.run(PROJECTIONS) == []


@pytest.mark.neo4j
def test_what_a_killed_detection_left_in_memory_is_dropped_when_it_is_old(server: GraphStore) -> None:
    """A younger graph may be in use."""
    edges = {"graph": "linkage-killed", "sources": [0], "targets": [1], "weights": [1.0]}
    server.execute(lambda tx: tx.run(queries.load("project_graph"), edges))
    assert drop_stale_graphs(server, 1) == 0
    assert drop_stale_graphs(server, 0) == 1
    assert server.run(PROJECTIONS) == []


@pytest.mark.neo4j
def test_a_refusal_by_the_server_is_a_query_error(server: GraphStore) -> None:
    """When GDS refuses the numbers it is sent, the error names the query, and nothing is left behind."""
    graph, _ = planted(0)
    broken = BipartiteGraph(graph.indptr, graph.indices - 10_000, graph.weights, graph.n_accounts)
    with pytest.raises(StoreError, match="project_graph"):
        gds_louvain(server, broken, RESOLUTION)
    assert server.run(PROJECTIONS) == []


@pytest.mark.neo4j
def test_a_graph_without_edges_is_left_alone(server: GraphStore) -> None:
    """Nodes without edges are communities of one."""
    nothing = np.array([], np.int64)
    empty = BipartiteGraph.from_edges(nothing, nothing, np.array([]), 2, 1)
    assert gds_louvain(server, empty, RESOLUTION).labels.tolist() == [0, 1, 2]


def test_a_store_without_gds_is_refused_with_what_to_do(store: GraphStore) -> None:
    """On the embedded store the error names Graph Data Science and the engine to use instead."""
    graph, _ = planted(0)
    with pytest.raises(UsageError, match=r"Graph Data Science .*--engine default"):
        gds_louvain(store, graph, RESOLUTION)
