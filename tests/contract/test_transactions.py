"""All of a transaction is stored, or nothing; writers that meet are run again."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from linkage.errors import LinkageError, NotFound, QueryError, StoreUnavailable
from linkage.store.base import GraphStore, Transaction
from tests.conftest import schema_queries
from tests.contract.asking import query

CREATE = query("CREATE (:Account {id: $id})", "write", "create_account")
COUNT = query("MATCH (a:Account) RETURN count(a) AS n")
USE = query(
    "UNWIND $rows AS row MERGE (a:Account {id: row.account}) MERGE (i:IP {id: row.ip})"
    " MERGE (a)-[u:USED]->(i) ON CREATE SET u.count = 1 ON MATCH SET u.count = u.count + 1",
    "write",
)


def count(store: GraphStore) -> int:
    return int(store.run(COUNT)[0]["n"])


def test_execute_returns_what_the_work_returns(any_store: GraphStore) -> None:
    """The work's value comes back, and what it wrote is there for the next question."""

    def work(tx: Transaction) -> str:
        tx.run(CREATE, {"id": "a"})
        assert tx.run(COUNT) == [{"n": 1}]
        return "done"

    assert any_store.execute(work) == "done"
    assert count(any_store) == 1


@pytest.mark.parametrize("failure", [ValueError("mine"), NotFound("mine"), KeyboardInterrupt()], ids=repr)
def test_a_failing_work_stores_nothing_and_its_exception_comes_out(
    any_store: GraphStore, failure: BaseException
) -> None:
    """An exception inside the work undoes the work and is raised as it is."""

    def work(tx: Transaction) -> None:
        tx.run(CREATE, {"id": "a"})
        raise failure

    with pytest.raises(type(failure)) as caught:
        any_store.execute(work)
    assert caught.value is failure
    assert count(any_store) == 0
    any_store.execute(lambda tx: tx.run(CREATE, {"id": "a"}))
    assert count(any_store) == 1


def test_a_failing_query_undoes_the_queries_before_it(any_store: GraphStore) -> None:
    """A second node of one key is refused, with all that was written beside it."""
    any_store.execute(lambda tx: tx.run(CREATE, {"id": "taken"}))

    def work(tx: Transaction) -> None:
        tx.run(CREATE, {"id": "new"})
        tx.run(CREATE, {"id": "taken"})

    with pytest.raises(QueryError, match="second node of one key"):
        any_store.execute(work)
    assert count(any_store) == 1


def test_an_error_names_the_query_and_no_value(any_store: GraphStore) -> None:
    """The text of an error holds the query's name and never a parameter's value."""
    secret = "alice@example.com"
    any_store.execute(lambda tx: tx.run(CREATE, {"id": secret}))
    failures: list[Callable[[], object]] = [
        lambda: any_store.execute(lambda tx: tx.run(CREATE, {"id": secret})),
        lambda: any_store.run(query("RETURN 1 / $zero AS x, $id AS y", name="divide"), {"zero": 0, "id": secret}),
        lambda: any_store.run(query("RETURN date($id) AS x", name="divide"), {"id": secret}),
    ]
    for failing in failures:
        with pytest.raises(LinkageError) as caught:
            failing()
        assert "alice" not in str(caught.value)
        assert "alice" not in repr(caught.value.__cause__)


def test_the_schema_can_be_applied_again(any_store: GraphStore) -> None:
    """Applying the schema twice, also with data there, changes nothing and raises nothing."""
    any_store.execute(lambda tx: tx.run(CREATE, {"id": "a"}))
    any_store.apply_schema(schema_queries())
    any_store.apply_schema(schema_queries())
    assert count(any_store) == 1


def test_writers_of_the_same_accounts_and_identifiers_all_count(any_store: GraphStore) -> None:
    """Four threads that add to the same edges at once lose no use and raise nothing."""
    rows = [{"account": f"a{n % 5}", "ip": f"192.0.2.{n % 3}"} for n in range(15)]
    failures: list[BaseException] = []

    def write() -> None:
        try:
            for _ in range(5):
                any_store.execute(lambda tx: tx.run(USE, {"rows": rows}))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    total = any_store.run(query("MATCH (:Account)-[u:USED]->(:IP) RETURN count(u) AS edges, sum(u.count) AS uses"))
    assert total == [{"edges": 15, "uses": 4 * 5 * 15}]
    assert count(any_store) == 5


def test_a_question_sees_no_half_of_a_transaction(any_store: GraphStore) -> None:
    """What a transaction has written is not seen by others before it ends."""

    def work(tx: Transaction) -> int:
        tx.run(CREATE, {"id": "a"})
        seen: list[int] = []
        other = threading.Thread(target=lambda: seen.append(count(any_store)))
        other.start()
        other.join()
        return seen[0]

    assert any_store.execute(work) == 0


def test_closing_twice_is_harmless_and_a_closed_store_says_so(any_store: GraphStore) -> None:
    """After close every use raises StoreUnavailable."""
    any_store.close()
    any_store.close()
    for use in (
        lambda: any_store.run(COUNT),
        lambda: any_store.execute(lambda tx: tx.run(COUNT)),
        lambda: list(any_store.pages(COUNT)),
        lambda: any_store.explore("RETURN 1 AS x", {}, timeout=5, max_rows=1),
    ):
        with pytest.raises(StoreUnavailable, match="closed"):
            use()


def test_a_store_says_what_it_is(any_store: GraphStore) -> None:
    """Product, version and address are known; the address holds no secret."""
    info = any_store.info()
    assert info.product and info.version[0].isdigit() and info.address
    assert "@" not in info.address


def test_counts_are_those_of_the_graph(any_store: GraphStore) -> None:
    """Nodes by label and ties by type; what is not there counts zero."""
    write = query(
        "CREATE (a:Account {id: 'a'})-[:USED {count: 1}]->(:Device {id: 'd', ref: 'r'}) "
        "CREATE (a)-[:ACTED {count: 1}]->(:Moment {id: 'm'}) CREATE (a)-[:ACTED {count: 1}]->(:Moment {id: 'n'})",
        "write",
    )
    assert not any(any_store.counts().values())
    any_store.execute(lambda transaction: transaction.run(write))
    assert any_store.counts() == {"Account": 1, "Moment": 2, "Cluster": 0, "Run": 0, "USED": 1, "ACTED": 2}
