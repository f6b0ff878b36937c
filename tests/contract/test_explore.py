"""A user's own query reads, in time and in bounds, and can do nothing else."""

from __future__ import annotations

import time
from typing import Any

import pytest

from linkage.errors import QueryError, QueryRefused, QueryTimeout, UsageError
from linkage.store import deadline
from linkage.store.base import Answer, GraphStore
from tests.contract.asking import query

SEED = query(
    "UNWIND range(1, 400) AS n CREATE (:Account {id: toString(n), n: n})-[:USED {count: 1}]->(:IP {id: toString(n)})"
)

WRITES = [
    "CREATE (:Account {id: 'x'})",
    "MERGE (:Account {id: 'x'})",
    "MATCH (a:Account) SET a.n = 0",
    "MATCH (a:Account) REMOVE a.n",
    "MATCH (a:Account) DETACH DELETE a",
    "MATCH (a:Account) DELETE a",
    "FOREACH (n IN [1] | CREATE (:Account {id: 'x'}))",
    "CALL { CREATE (a:Account {id: 'x'}) RETURN a } RETURN a",
    "MATCH (a:Account) RETURN a.id UNION CREATE (b:Account {id: 'x'}) RETURN b.id",
    "WITH 1.SET AS n CREATE (:Account)",
    "match (a) set a.n = 0",
    "/* MATCH */ CREATE (:Account {id: 'x'}) // RETURN 1",
    "MATCH (a) CALL (a) { DETACH DELETE a } IN TRANSACTIONS OF 1 ROWS",
    "RETURN 1 AS x; CREATE (:Account {id: 'x'})",
    "CREATE CONSTRAINT FOR (n:Evil) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX FOR (n:Account) ON (n.n)",
    "DROP CONSTRAINT account_id_is_unique",
    "CR\\u0045ATE (:Account {id: 'x'})",
    "RETURN '\\u0027 CREATE (:Account {id: \"x\"}) //'",
]
REACHES = [
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "load /* hidden */ csv FROM 'http://127.0.0.1/' AS line RETURN line",
    "MATCH (a) RETURN a UNION LOAD CSV FROM 'file:///x' AS a RETURN a",
    "CALL dbms.components()",
    "CALL db.clearQueryCaches()",
    "CALL `dbms`.`listConfig`() YIELD name RETURN name",
    "CALL gds.graph.list() YIELD graphName RETURN graphName",
    "CALL apoc.load.json('http://127.0.0.1/') YIELD value RETURN value",
    "CALL algo.louvain()",
    "RETURN gds.version() AS v",
    "RETURN `gds` . `version` () AS v",
    "RETURN apoc.text.format('x', [])",
    "RETURN text.regexReplace('a', 'a', 'b')",
    "MATCH (s)-->(t) RETURN gds.graph.project('g', s, t)",
    "SHOW SETTINGS",
    "SHOW USERS",
    "SHOW TRANSACTIONS YIELD * RETURN *",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "USE system MATCH (n) RETURN n",
    "EXPLAIN MATCH (n) RETURN n",
    "PROFILE MATCH (n) RETURN n",
    "CYPHER runtime=slotted MATCH (n) RETURN n",
    "MATCH (a:Account) WHERE a.id =~ '(.*a){20}b' RETURN a",
    "DROP USER neo4j",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "START DATABASE neo4j",
]
BROKEN = ["RETURN 'open", "RETURN `open", "RETURN 1 /* open", "", "  ;", "// nothing", "RETRUN 1", "MATCH (a RETURN a"]
READS: list[tuple[str, dict[str, Any], list[dict[str, Any]]]] = [
    ("MATCH (a:Account) WHERE a.n <= $n RETURN a.id AS id ORDER BY a.n", {"n": 2}, [{"id": "1"}, {"id": "2"}]),
    ("RETURN 'CREATE (x) SET x.y = 1; LOAD CSV' AS text;", {}, [{"text": "CREATE (x) SET x.y = 1; LOAD CSV"}]),
    ("/* SET */ RETURN 1 AS `SET` // DELETE", {}, [{"SET": 1}]),
    ("WITH {create: 1, set: 2} AS m RETURN m.create + m.set AS sum", {}, [{"sum": 3}]),
    ("MATCH (:Account {id: '1'})-[u:USED]->(i:IP) RETURN type(u) AS t, i.id AS id", {}, [{"t": "USED", "id": "1"}]),
    ("CALL { MATCH (a:Account) RETURN max(a.n) AS n } RETURN n", {}, [{"n": 400}]),
    ("MATCH (a:Account {id: '1'}) CALL (a) { MATCH (a)-->(i) RETURN count(i) AS c } RETURN c", {}, [{"c": 1}]),
    (
        "MATCH (a:Account {id: '1'}) RETURN COUNT { (a)-->(:IP) } AS c, EXISTS { (a)-->() } AS e",
        {},
        [{"c": 1, "e": True}],
    ),
    ("RETURN size([x IN range(1, 9) WHERE x % 2 = 0 | x * x]) AS n", {}, [{"n": 4}]),
    ("RETURN reduce(s = 0, x IN [1, 2, 3] | s + x) AS s", {}, [{"s": 6}]),
    ("RETURN duration.inDays(date('2026-01-01'), date('2026-01-31')).days AS d", {}, [{"d": 30}]),
    ("MATCH p = shortestPath((a:Account {id: '1'})-[*..3]-(i:IP {id: '1'})) RETURN length(p) AS l", {}, [{"l": 1}]),
    ("CALL db.labels() YIELD label WITH label WHERE label = 'IP' RETURN label", {}, [{"label": "IP"}]),
    ("UNWIND [1, 2] AS x WITH DISTINCT x RETURN x ORDER BY x DESC SKIP 1 LIMIT 1", {}, [{"x": 1}]),
]


@pytest.fixture
def seeded(any_store: GraphStore) -> GraphStore:
    """A store with 400 accounts, each with one IP."""
    any_store.execute(lambda tx: tx.run(SEED))
    return any_store


def explore(store: GraphStore, text: str, params: dict[str, Any] | None = None, **given: Any) -> Answer:
    return store.explore(text, params or {}, **{"timeout": 20.0, "max_rows": 1000, **given})


def test_reading_queries_are_answered(seeded: GraphStore) -> None:
    """What analysts write is let through, words of clauses as names, in strings and in comments included."""
    for text, params, rows in READS:
        assert list(explore(seeded, text, params).rows) == rows, text


@pytest.mark.parametrize("text", WRITES)
def test_a_query_that_writes_is_refused(seeded: GraphStore, text: str) -> None:
    """However it is written, a write is refused and nothing changes."""
    with pytest.raises(QueryRefused):
        explore(seeded, text)
    assert explore(seeded, "MATCH (a:Account) RETURN count(a) AS n, sum(a.n) AS s").rows == ({"n": 400, "s": 80200},)


@pytest.mark.parametrize("text", REACHES)
def test_a_query_that_reaches_beyond_the_graph_is_refused(seeded: GraphStore, text: str) -> None:
    """Files, addresses, procedures, other functions, the server's state and regular expressions are out of reach."""
    with pytest.raises(QueryRefused):
        explore(seeded, text)


@pytest.mark.parametrize("text", BROKEN)
def test_a_query_that_cannot_be_read_is_an_error(seeded: GraphStore, text: str) -> None:
    """A text that is no query is a QueryError with a hint, not a refusal."""
    with pytest.raises(QueryError) as caught:
        explore(seeded, text)
    assert type(caught.value) is QueryError
    assert caught.value.hint


def test_an_error_repeats_no_value_of_the_text(seeded: GraphStore) -> None:
    """A literal of the query, which may be an identifier, is not in the error."""
    for text in (
        "MATCH (a {id: 'alice@example.com'}) RETRUN a",
        "RETURN date('alice@example.com')",
        "RETURN 1/0 + 'alice'",
    ):
        with pytest.raises(QueryError) as caught:
            explore(seeded, text)
        assert "alice" not in str(caught.value)


def test_an_error_says_where_the_text_goes_wrong(seeded: GraphStore) -> None:
    """The wrong word is named, and its line as the user counts lines."""
    with pytest.raises(QueryError, match=r"'RETRUN'.*line 2"):
        explore(seeded, "MATCH (a)\nRETRUN a")


def test_a_missing_parameter_is_an_error(seeded: GraphStore) -> None:
    """A $name without a value is said to be missing."""
    with pytest.raises(QueryError, match="parameter"):
        explore(seeded, "RETURN $missing AS x")


def test_the_row_cap_cuts_and_says_so(seeded: GraphStore) -> None:
    """At the cap exactly nothing is cut; one row more and the answer says it is cut."""
    text = "MATCH (a:Account) RETURN a.n AS n ORDER BY n"
    full, cut = explore(seeded, text, max_rows=400), explore(seeded, text, max_rows=399)
    assert (len(full.rows), full.truncated) == (400, False)
    assert (len(cut.rows), cut.truncated) == (399, True)
    assert cut.rows == full.rows[:399]


def test_the_row_cap_bounds_an_endless_answer(seeded: GraphStore) -> None:
    """Sixteen million rows are not worked out to return ten."""
    begun = time.monotonic()
    text = "UNWIND range(1, 3000000) AS a UNWIND range(1, 3000000) AS b RETURN a, b"
    answer = explore(seeded, text, max_rows=10)
    assert (len(answer.rows), answer.truncated) == (10, True)
    assert time.monotonic() - begun < 15


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (a:Account), (b:Account), (c:Account), (d:Account) WHERE a.n + b.n + c.n + d.n < 0 RETURN count(*) AS n",
        "UNWIND range(1, 3000000) AS a UNWIND range(1, 3000000) AS b RETURN max(a * b) AS m",
    ],
)
def test_a_hostile_query_is_stopped_at_its_timeout(seeded: GraphStore, text: str) -> None:
    """A query without end is stopped, and the store answers the next one."""
    begun = time.monotonic()
    with pytest.raises(QueryTimeout):
        explore(seeded, text, timeout=0.5)
    assert time.monotonic() - begun < 10
    assert explore(seeded, "RETURN 1 AS x").rows == ({"x": 1},)


def test_an_expression_that_no_store_stops_still_ends_for_the_caller(
    seeded: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A loop within one expression outlives timeouts; its caller gets QueryTimeout, and the store stays usable."""
    monkeypatch.setattr(deadline, "_LEFT_BEHIND", set())  # what the same test left behind on other stores
    monkeypatch.setattr(deadline, "GRACE", 0.3)  # a fast machine is through with the loop in a few seconds
    begun = time.monotonic()
    with pytest.raises(QueryTimeout):
        explore(
            seeded,
            "RETURN reduce(s = 0, i IN range(1, 20000) | s + size([x IN range(1, 20000) | x])) AS x",
            timeout=0.3,
        )
    assert time.monotonic() - begun < 10
    assert explore(seeded, "RETURN 1 AS x").rows == ({"x": 1},)


@pytest.mark.parametrize("timeout", [0, -1.0])
def test_a_timeout_of_nothing_is_not_taken_for_no_limit(seeded: GraphStore, timeout: float) -> None:
    """Zero would mean no limit to a store; it is refused."""
    with pytest.raises(UsageError, match="timeout"):
        explore(seeded, "RETURN 1 AS x", timeout=timeout)


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (a:Account) WHERE a.n < {cut} RETURN a.id, a.n AS n, count(*), a.n+1 ORDER BY n LIMIT 5",
        "MATCH (a:Account) WHERE a.n < {cut} RETURN DISTINCT toUpper( a.id ) AS `the id`, {x: 1, y: [2]} AS m",
    ],
)
def test_columns_are_known_with_and_without_rows(seeded: GraphStore, text: str) -> None:
    """The columns are in the order and words of RETURN, the same when there is no row."""
    some, none = explore(seeded, text.replace("{cut}", "3")), explore(seeded, text.replace("{cut}", "0"))
    assert len(some.rows) == 2 and none.rows == ()
    assert some.columns == none.columns == tuple(some.rows[0])


def test_columns_are_named_as_the_text_writes_them(seeded: GraphStore) -> None:
    """A column without a name of its own is called by its expression."""
    answer = explore(seeded, "MATCH (a:Account {id: '1'}) RETURN a.id, count(*), a.n+1 AS `more`")
    assert answer.columns == ("a.id", "count(*)", "more")


def test_a_library_query_is_stopped_too(any_store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """run() raises QueryTimeout, naming the query."""
    monkeypatch.setattr(any_store, "_timeout", 0.5)
    endless = query(
        "UNWIND range(1, 3000000) AS a UNWIND range(1, 3000000) AS b RETURN max(a * b) AS m", name="endless"
    )
    with pytest.raises(QueryTimeout, match="endless"):
        any_store.run(endless)
