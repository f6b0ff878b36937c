from __future__ import annotations

import pytest

from linkage.errors import QueryRefused
from linkage.store.columns import columns
from linkage.store.readonly import FUNCTIONS, PROCEDURES, check
from linkage.store.redact import redact

HIDDEN = [
    "MATCH (n) WITH n LOAD\tCSV FROM n.url AS l RETURN l",
    "MATCH (n)\u00a0SET n.x = 1",
    "RETURN 1 AS x UNION ALL CALL dbms . listConfig ( )",
    "OPTIONAL CALL dbms.info() YIELD id RETURN id",
    "MATCH (n) RETURN {x: gds.util.asNode(1)} AS x",
    "MATCH (n) WHERE n.x=~'a' RETURN n",
    "MATCH (n) RETURN n;;",
    "RETURN apoc . load . json ('x') AS x",
    "EXPLAIN /* x */ MATCH (n) RETURN n",
    "use neo4j match (n) return n",
    "MATCH (n:Set)-[:CREATE]->(m) SET m.set = 1 RETURN n",
    "WITH 2.CREATE AS x RETURN x",
    "INSERT (:Account {id: 'x'})",
    "MATCH (n) NODETACH DELETE n",
    "RETURN 1 //\r CREATE (n)",
]
HARMLESS = [
    "MATCH (n:Set)-[:CREATE|MERGE]->(m) WHERE n.set = m.delete RETURN n.load AS loaded",
    "WITH {set: 1, load: 2} AS m RETURN m.set",
    "MATCH (n) RETURN n.`SET` AS `DELETE`",
    "MATCH (a)-[:USED]->(i)<-[:USED]-(b) WHERE a <> b AND NOT (a)-[:MEMBER_OF]->() RETURN count(*) AS n",
    "MATCH p = ANY SHORTEST (a:Account)-[:USED]-+(b:Account) RETURN p",
    "MATCH (a) ((x)-[:USED]->(y)){1,3} (b) RETURN a",
    "RETURN CASE WHEN (1 = 1) THEN ('a') ELSE ('b') END AS x",
    "MATCH (a) RETURN COLLECT { MATCH (a)-->(i) RETURN i.id ORDER BY i.id } AS l",
    "UNWIND ([1, 2]) AS x RETURN x, datetime.truncate('day', datetime()) AS d",
    "MATCH (a) WHERE a.id STARTS WITH ('x') OR a.id IN (['y']) RETURN all(x IN [1] WHERE (x) > 0) AS b",
    "RETURN 'it''s; CREATE' AS s /* ; DELETE */ ;",
    "MATCH (a:Account) CALL (a) { MATCH (a)-->(i) RETURN count(i) AS n } RETURN n",
]


@pytest.mark.parametrize("text", HIDDEN)
def test_a_clause_is_found_however_it_is_written(text: str) -> None:
    """Case, comments, odd spaces, backticks and a number's dot hide nothing."""
    with pytest.raises(QueryRefused):
        check(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_words_that_only_look_like_clauses_pass(text: str) -> None:
    """Labels, types, properties, map keys, names in backticks, strings and comments are not clauses."""
    check(text)


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_cyphers_own_functions_pass_in_any_case(function: str) -> None:
    """Each function on the list may be used, written small or large."""
    check(f"RETURN {function}(x) AS a, {function.upper()} (x) AS b")


@pytest.mark.parametrize("procedure", sorted(PROCEDURES))
def test_procedures_that_show_names_pass(procedure: str) -> None:
    """Each procedure on the list may be called."""
    check(f"CALL {procedure}() YIELD x RETURN x")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MATCH (a) RETURN a", ("a",)),
        ("MATCH (a) RETURN DISTINCT a.id, count(*) AS n ORDER BY n SKIP 1 LIMIT 2", ("a.id", "n")),
        ("CALL { MATCH (a) RETURN a AS inner } RETURN 1 AS x, {a: 1, b: [2, 3]}", ("x", "{a: 1, b: [2, 3]}")),
        ("RETURN 1 AS x UNION RETURN 2 AS x", ("x",)),
        ("RETURN 'RETURN a, b' AS `a, b` // RETURN c", ("a, b",)),
        ("RETURN *", ()),
        ("CALL db.labels()", ()),
    ],
)
def test_columns_are_read_off_the_text(text: str, expected: tuple[str, ...]) -> None:
    """The last RETURN names them; commas within brackets, strings and comments separate nothing."""
    assert columns(text) == expected


@pytest.mark.parametrize(
    ("message", "text", "expected"),
    [
        ("Variable `x` not defined (line 1, column 8)", "RETURN x", "Variable `x` not defined (line 1, column 8)"),
        ("Duplicated key [192.0.2.1] on 'IP'", "RETURN 1", "Duplicated key […] on 'IP'"),
        ("cannot parse 'alice@example.com'\nRETURN date('alice@example.com')", "RETURN date('alice@example.com')",
         "cannot parse '…'"),
        ("Integer is too large: 4111111111111111", "RETURN 4111111111111111", "Integer is too large: …"),
        ("", "RETURN 1", ""),
        ("Invalid input 'x", "RETURN 'x", "Invalid input 'x"),
    ],
)  # fmt: skip
def test_a_complaint_is_passed_on_without_values(message: str, text: str, expected: str) -> None:
    """Only words of the text outside its literals, and keywords, stay quoted; long numbers and further lines go."""
    assert redact(message, text) == expected
