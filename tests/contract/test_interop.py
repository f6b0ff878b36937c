"""Clusters and neighbourhoods as networkx graphs, the same from every store."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from linkage.errors import MissingExtra, NotFound, UsageError
from linkage.interop import cluster_graph, neighbourhood_graph
from linkage.model.query import Query
from linkage.store.base import GraphStore

WORLD = Path(__file__).parents[1] / "golden" / "read" / "graph.cypher"


@pytest.fixture
def world(any_store: GraphStore) -> GraphStore:
    """The small fixed world of the golden answers; its head says who is in it."""
    lines = [line for line in WORLD.read_text("utf-8").splitlines() if not line.startswith("//")]
    text = "\n".join(lines).strip().removesuffix(";")
    any_store.execute(lambda tx: tx.run(Query("world", "write", "", (), (), "", "", text)))
    return any_store


def named(graph: Any, kind: str) -> set[str]:
    return {name for of_kind, name in graph.nodes if of_kind == kind}


def test_a_cluster_holds_its_members_and_what_they_share(world: GraphStore) -> None:
    """Members and the identifiers that two of them used are there, and no others."""
    graph = cluster_graph(world, "op-a")
    assert named(graph, "account") == {"a1", "a2", "a3", "a4"}
    assert {node for node in graph.nodes if node[0] != "account"} == {
        ("device", "dev-a"),
        ("device", "dev-a2"),
        ("payment", "card-a"),
        ("ip", "192.0.2.1"),
    }
    assert graph.number_of_edges() == 10
    assert graph.graph["verdict"] == "flagged"


def test_a_cluster_holds_all_identifiers_when_asked(world: GraphStore) -> None:
    """With ``min_members=1`` those of a single member are there too, with how many used them anywhere."""
    graph = cluster_graph(world, "op-a", min_members=1)
    assert graph.nodes["ip", "198.51.100.9"] == {
        "kind": "ip",
        "id": "198.51.100.9",
        "ref": "ref-ip-nat",
        "accounts": 6,
    }
    assert ("payment", "card-ab") in graph


def test_nodes_and_edges_carry_what_is_known(world: GraphStore) -> None:
    """An account has its properties and its membership, a use its times and count."""
    graph = cluster_graph(world, "op-a")
    member = graph.nodes["account", "a1"]
    assert (member["kind"], member["status"], member["org"]) == ("account", "Banned", "acme")
    assert member["created_at"] == datetime(2026, 1, 1, 10, tzinfo=UTC)
    assert {"strength", "score", "verdict", "since"} <= member.keys()
    assert graph.edges[("account", "a1"), ("payment", "card-a")] == {
        "first_seen": datetime(2026, 1, 2, tzinfo=UTC),
        "last_seen": datetime(2026, 1, 25, tzinfo=UTC),
        "count": 2,
    }


def test_a_retired_cluster_has_no_members(world: GraphStore) -> None:
    """Its graph has no nodes, and says when it ended."""
    graph = cluster_graph(world, "op-old")
    assert len(graph) == 0
    assert graph.graph["retired_at"] is not None


def test_one_hop_reaches_those_who_share(world: GraphStore) -> None:
    """The accounts behind the account's identifiers, each with its distance; a hub is shown but leads nowhere."""
    graph = neighbourhood_graph(world, "b1", hops=1, max_degree=4)
    assert {name: graph.nodes["account", name]["hop"] for name in named(graph, "account")} == {
        "b1": 0,
        "b2": 1,
        "b3": 1,
        "a3": 1,
    }
    assert graph.nodes["ip", "198.51.100.9"]["accounts"] == 6
    assert ("ip", "192.0.2.2") not in graph, "shared by the outermost accounts only"
    assert graph.has_edge(("account", "a3"), ("ip", "198.51.100.9")), "known at both ends"


def test_two_hops_reach_their_neighbours_too(world: GraphStore) -> None:
    """A second hop goes on from the accounts of the first."""
    graph = neighbourhood_graph(world, "b1", hops=2, max_degree=4)
    second = {name for name in named(graph, "account") if graph.nodes["account", name]["hop"] == 2}
    assert second == {"a1", "a2", "a4"}
    assert graph.has_edge(("account", "b3"), ("ip", "192.0.2.2"))
    assert not graph.has_node(("ip", "192.0.2.1"))


def test_a_hub_leads_on_when_allowed(world: GraphStore) -> None:
    """With a larger ``max_degree`` the carrier's address leads to everyone behind it."""
    assert "l4" in named(neighbourhood_graph(world, "b1", hops=1, max_degree=6), "account")


def test_too_large_a_neighbourhood_is_refused(world: GraphStore) -> None:
    """More accounts than ``max_accounts`` are not read; the error says what to lower."""
    with pytest.raises(UsageError, match="more than 3 accounts"):
        neighbourhood_graph(world, "b1", max_accounts=3)


def test_what_is_not_there_is_not_found(world: GraphStore) -> None:
    """No such cluster, no such account."""
    with pytest.raises(NotFound, match="no such cluster"):
        cluster_graph(world, "op-none")
    with pytest.raises(NotFound, match="no such account"):
        neighbourhood_graph(world, "nobody")


def test_without_networkx_the_error_says_what_to_install(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The optional library is named with its extra."""
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(MissingExtra, match=r"account-linkage\[networkx\]"):
        neighbourhood_graph(store, "a1")


@pytest.mark.parametrize("bound", [{"hops": 0}, {"max_degree": 0}, {"max_accounts": 0}])
def test_a_bound_below_one_is_refused(store: GraphStore, bound: dict[str, int]) -> None:
    """Bounds begin at 1."""
    with pytest.raises(UsageError, match="begin at 1"):
        neighbourhood_graph(store, "a1", **bound)
