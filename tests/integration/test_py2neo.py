"""A py2neo graph on real Neo4j servers: what it can do there, and our constraints under it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from linkage.config import Settings
from linkage.errors import MissingExtra, StoreUnavailable, UsageError
from linkage.interop import py2neo_graph
from tests.conftest import wipe


@pytest.fixture(params=["neo4j_5", "neo4j_current"])
def server(request: pytest.FixtureRequest) -> Settings:
    settings: Settings = request.getfixturevalue(request.param)
    wipe(settings)
    return settings


@pytest.fixture
def graph(server: Settings) -> Iterator[Any]:
    opened = py2neo_graph(server)
    yield opened
    opened.service.connector.close()


@pytest.mark.neo4j
def test_it_asks_and_writes(graph: Any) -> None:
    """Cypher runs, nodes and relationships made with py2neo's objects are there."""
    from py2neo import Node, Relationship

    account, device = Node("Account", id="a1"), Node("Device", id="d1", ref="r1")
    graph.create(Relationship(account, "USED", device, count=3))
    assert graph.evaluate("MATCH (:Account {id: 'a1'})-[u:USED]->(:Device {id: 'd1'}) RETURN u.count") == 3


@pytest.mark.neo4j
def test_bulk_merges_find_our_constraints(graph: Any) -> None:
    """Nodes merged in bulk, twice, exist once; their label's uniqueness is ours."""
    from py2neo.bulk import merge_nodes

    rows = [[f"a{n}"] for n in range(1000)]
    for _ in range(2):
        merge_nodes(graph.auto(), rows, ("Account", "id"), keys=["id"])
    assert graph.evaluate("MATCH (a:Account) RETURN count(a)") == 1000
    constraints = graph.run("SHOW CONSTRAINTS YIELD labelsOrTypes, properties RETURN labelsOrTypes, properties").data()
    assert {"labelsOrTypes": ["Account"], "properties": ["id"]} in constraints


@pytest.mark.neo4j
def test_a_second_node_of_one_key_is_refused(graph: Any) -> None:
    """The constraint holds for what py2neo creates."""
    from py2neo import Node
    from py2neo.errors import ClientError

    graph.create(Node("Account", id="a1"))
    with pytest.raises(ClientError, match="ConstraintValidationFailed"):
        graph.create(Node("Account", id="a1"))


def test_the_embedded_store_is_refused(settings: Settings) -> None:
    """Py2neo needs a server; the error says which setting names one."""
    with pytest.raises(UsageError, match="LINKAGE_STORE"):
        py2neo_graph(settings)


def test_no_server_is_our_error() -> None:
    """Where nothing listens the error is that of our own store."""
    with pytest.raises(StoreUnavailable):
        py2neo_graph(Settings(store="bolt://127.0.0.1:1", neo4j_password="x", connect_timeout=1.0))


def test_without_py2neo_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The optional library is named with its extra."""
    monkeypatch.setitem(sys.modules, "py2neo", None)
    with pytest.raises(MissingExtra, match=r"account-linkage\[py2neo\]"):
        py2neo_graph(Settings(store="bolt://127.0.0.1:1"))
