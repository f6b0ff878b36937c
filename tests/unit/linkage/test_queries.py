"""Files of Cypher become queries, and a header that is not in form is refused with what to change."""

from __future__ import annotations

import pytest

from linkage import queries
from linkage.errors import NotFound, QueryError
from linkage.model.kind import Kind, Kinds
from linkage.model.query import Param

HEADER = """\
// name: list_things
// mode: read
// doc: The things
//      behind one value.
// params:
//   value: string - the value
//   pairs: list<account> - some pairs
//   limit: integer = 100 - most rows
// returns:
//   thing: the thing
//   at: when: the time
// example: linkage query list_things --param value=x
"""
STATEMENT = "MATCH (t:Thing {v: $value})\nRETURN t.id AS thing, t.at AS at\nORDER BY thing\nLIMIT $limit"


def test_a_file_is_a_query() -> None:
    """Every field of the header and the statement below it arrive as written."""
    query = queries.parse(f"{HEADER}{STATEMENT};\n")
    assert (query.name, query.mode, query.label) == ("list_things", "read", "")
    assert query.doc == "The things behind one value."
    assert query.params == (
        Param("value", "string", "the value"),
        Param("pairs", "list<account>", "some pairs"),
        Param("limit", "integer", "most rows", "100"),
    )
    assert query.returns == (("thing", "the thing"), ("at", "when: the time"))
    assert query.example == "linkage query list_things --param value=x"
    assert query.text == STATEMENT


def test_comments_below_the_header_belong_to_the_statement() -> None:
    """Only the header is read; an address with // in a string is not cut."""
    query = queries.parse("// name: x\n// mode: read\n// Now then.\nRETURN 'bolt://a' AS a // done")
    assert query.doc == ""
    assert query.text == "// Now then.\nRETURN 'bolt://a' AS a // done"


def test_kind_stands_for_the_label_and_for_nothing_else() -> None:
    """KIND becomes the label where a label stands; a longer word or a property of that name stays."""
    source = "// name: x\n// mode: read\n// for: each kind\nMATCH (i:KIND)-->(:KINDS {KIND: 1}) RETURN i"
    query = queries.parse(source, Kind("ip", "IP"))
    assert query.text == "MATCH (i:IP)-->(:KINDS {KIND: 1}) RETURN i"
    assert query.label == "IP"


def test_parent_stands_for_the_label_of_the_kind_derived_from() -> None:
    """A query for each derived kind gets both labels, and is refused without the second."""
    source = "// name: x\n// mode: read\n// for: each derived kind\nMATCH (i:PARENT)-->(d:KIND) RETURN d"
    kinds = Kinds()
    assert queries.parse(source, kinds["ip_network"], kinds["ip"]).text == "MATCH (i:IP)-->(d:Network) RETURN d"
    with pytest.raises(QueryError, match="is written for each derived kind"):
        queries.parse(source, kinds["ip_network"])


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("RETURN 1", "no name"),
        ("// name: two words\n// mode: read\nRETURN 1", "no name"),
        ("// name: x\nRETURN 1", "no mode"),
        ("// name: x\n// mode: look\nRETURN 1", "no mode"),
        ("// name: x\n// mode: read\n// params:\n//   limit integer\nRETURN 1", "parameter line"),
        ("// name: x\n// mode: read\n// returns:\n//   limit\nRETURN 1", "column line"),
        ("// name: x\n// mode: read\n// retruns:\n//   a: b\nRETURN 1", "unknown header field 'retruns'"),
        ("// name: x\n// mode: read\nMATCH (i:KIND) RETURN i", "for: each kind"),
        ("// name: x\n// mode: read\n// for: each kind\nRETURN 1", "no open label"),
        ("// name: x\n// mode: read\n// for: each kind\nMATCH (:KIND)--(:PARENT) RETURN 1", "for: each derived kind"),
        ("// name: x\n// mode: read\n// for: each derived kind\nMATCH (:PARENT) RETURN 1", "no 'for:'"),
    ],
)
def test_what_is_not_in_form_is_refused(source: str, says: str) -> None:
    """Each mistake has its message."""
    with pytest.raises(QueryError, match=says):
        queries.parse(source)


def test_a_kind_is_given_exactly_where_it_is_wanted() -> None:
    """A query for each kind needs one; any other takes none."""
    with pytest.raises(QueryError, match="is written for each kind"):
        queries.parse("// name: x\n// mode: read\n// for: each kind\nMATCH (i:KIND) RETURN i")
    with pytest.raises(QueryError, match="is not written for each kind"):
        queries.parse("// name: x\n// mode: read\nRETURN 1", Kind("ip", "IP"))


def test_the_library_is_found_by_name() -> None:
    """A name loads its file; the same name is parsed once."""
    query = queries.load("list_hubs", Kinds()["ip"])
    assert ":IP)" in query.text
    assert queries.load("list_hubs", Kinds()["ip"]) is query
    assert queries.is_per_kind("list_hubs") and not queries.is_per_kind("list_runs")


def test_a_misspelt_name_is_answered_with_the_right_one() -> None:
    """The error offers the nearest name."""
    with pytest.raises(NotFound, match="did you mean list_hubs"):
        queries.load("list_hub")
    with pytest.raises(NotFound, match="linkage query"):
        queries.load("zzz")


def test_folders_are_the_parts_of_the_library() -> None:
    """Names are listed for one folder or for all."""
    assert "account_id_is_unique" in queries.names("schema")
    assert set(queries.names("schema")) < set(queries.names())
    assert queries.names("nowhere") == []


def test_a_question_reads_and_shows_an_example() -> None:
    """Steps of commands and writing queries are no questions."""
    assert queries.is_question("list_hubs")
    assert not queries.is_question("find_accounts")
    assert not queries.is_question("export_members")


@pytest.mark.parametrize(
    ("source", "there"),
    [
        (HEADER + STATEMENT, True),
        ("// my query, name: x\nRETURN 1", False),
        ("// name: x\nRETURN 1", False),
        ("RETURN 1", False),
    ],
)
def test_a_header_is_told_from_a_comment(source: str, there: bool) -> None:
    """Only name and mode together make a header."""
    assert queries.has_header(source) is there
