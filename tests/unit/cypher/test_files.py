"""Every file of ``cypher/`` keeps the library's rules."""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path

import pytest

from linkage import queries
from linkage.cli.read import query as query_command
from linkage.engine.parameters import CONVERTERS, convert
from linkage.errors import QueryError
from linkage.model.kind import Kinds
from linkage.model.query import Query
from linkage.store.columns import columns
from linkage.tokens import parameters, pieces, words

ROOT = Path(__file__).parents[3]
FILES = sorted((ROOT / "cypher").glob("*/*.cypher"))
KINDS = Kinds()
WRITING = frozenset({"CREATE", "MERGE", "SET", "DELETE", "REMOVE", "DETACH", "DROP", "FOREACH", "LOAD"})
IN_MEMORY = re.compile(r"\bgds\.(?:graph|\w+\.stream)\b")
NAMES = re.compile(r"\bCALL db\.create(?:Label|RelationshipType|Property)\(")
"""Only Neo4j has these, which make a name known and write nothing else."""
MODES = {"schema": {"schema"}, "write": {"write", "read"}, "load": {"write", "read"}, "read": {"read", "export"}}
INNER_TYPES = frozenset({"map", "list<string>", "list<integer>", "list<float>", "list<map>"})
"""Types of parameters that only code passes; a question's parameter must be one that a user can type."""

each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def loaded(file: Path) -> Query:
    """Return the file as a query, for some kind where it is for each kind."""
    if queries.is_per_derived_kind(file.stem):
        return queries.load(file.stem, KINDS["ip_network"], KINDS["ip"])
    source = file.read_text("utf-8")
    return queries.parse(source, KINDS["ip"] if queries.says_each_kind(source) else None)


def statement_words(query: Query) -> list[str]:
    """Return the bare words of the statement, in upper case."""
    return [word.upper() for word in words(query.text)]


@cache
def python_sources() -> str:
    """Return all Python code that may use a query, as one text."""
    places = [*(ROOT / "linkage").rglob("*.py"), *(ROOT / "api").rglob("*.py")]
    return "\n".join(place.read_text("utf-8") for place in places)


@each_file
def test_the_header_says_what_it_is(file: Path) -> None:
    """Name (the file's), mode (its folder's), doc and columns are there."""
    query = loaded(file)
    assert query.name == file.stem
    assert query.doc.endswith(".") and len(query.doc) > 15
    assert query.mode in MODES.get(file.parent.name, {"read", "write"})
    assert query.mode not in ("read", "export") or query.returns


@each_file
def test_params_used_are_params_declared(file: Path) -> None:
    """No parameter is used undeclared or declared unused; the kind of 'for: each kind' is not one of them."""
    query = loaded(file)
    declared = [param.name for param in query.params]
    assert sorted(declared) == sorted(parameters(query.text))
    assert len(declared) == len(set(declared)) and "kind" not in declared


@each_file
def test_the_mode_matches_the_verbs(file: Path) -> None:
    """A reading file has no writing clause; a writing one has, uses the memory of GDS, or makes names."""
    query = loaded(file)
    writes = bool(WRITING & set(statement_words(query)) or IN_MEMORY.search(query.text) or NAMES.search(query.text))
    assert writes == (query.mode in ("write", "schema"))


@each_file
def test_no_internal_ids_and_no_procedures(file: Path) -> None:
    """Internal ids differ between stores and are given again; so do procedures: only those of Neo4j, set apart."""
    text = "".join(t.text for t in pieces(loaded(file).text) if t.kind not in ("comment", "string", "space"))
    assert not re.search(r"\b(?:elementId|id)\(", text)
    assert not re.search(r"CALL(?!gds\.|db\.create)[a-z]", text)
    assert not re.search(r"gds\.|db\.", text) or file.parent.name == "maintain"


@each_file
def test_one_label_a_node(file: Path) -> None:
    """A second label would cost the embedded store its index."""
    assert not re.search(r":\w+:\w+", "".join(t.text for t in pieces(loaded(file).text) if t.kind != "string"))


@each_file
def test_reading_is_ordered_and_limited(file: Path) -> None:
    """A read ends with ORDER BY and LIMIT $limit; an export has pages, each with its last key, or ranges."""
    query = loaded(file)
    if query.mode == "export":
        by_ranges = "until" in {param.name for param in query.params}
        assert {"after", "until" if by_ranges else "limit"} <= {param.name for param in query.params}
        assert by_ranges != (query.returns[-1][0] == "last")
    if query.mode == "read" and file.parent.name == "read":
        assert re.search(r"\nORDER BY [^\n]+(?:\n +[^\n]+)*\nLIMIT \$limit$", query.text)


@each_file
def test_columns_are_those_returned(file: Path) -> None:
    """The header names the columns of the last RETURN, in order."""
    query = loaded(file)
    if query.returns:
        assert [column for column, _ in query.returns] == list(columns(query.text))


@each_file
def test_it_is_used(file: Path) -> None:
    """Code names it, or it is a question people ask, or it is part of the schema (all of which is applied)."""
    named = f'"{file.stem}"' in python_sources()
    built = any(file.stem.startswith(prefix) for prefix in re.findall(r'f"([a-z]+_)\{', python_sources()))
    assert named or built or queries.is_question(file.stem) or file.parent.name == "schema"


@each_file
def test_it_is_short(file: Path) -> None:
    """A file fits a screen's width (examples aside) and is one statement."""
    lines = file.read_text("utf-8").splitlines()
    assert max(len(line) for line in lines if not line.startswith("// example:")) <= 120
    assert ";" not in "".join(t.text for t in pieces(loaded(file).text) if t.kind == "symbol")


@pytest.mark.parametrize("name", [f.stem for f in FILES if queries.is_question(f.stem)])
def test_the_example_is_a_command_line(name: str) -> None:
    """It parses, asks this question, gives what has no default, and every value is of its type."""
    query = queries.load(name, KINDS["ip"] if queries.is_per_kind(name) else None)
    program, command, *arguments = shlex.split(query.example)
    context = query_command.make_context(command, arguments)
    given = dict(context.params["params"])
    assert (program, command, context.params["question"]) == ("linkage", "query", name)
    if query.label:
        assert given.pop("kind") in KINDS
    assert {p.name for p in query.params if p.default is None} <= set(given) <= {p.name for p in query.params}
    for param in query.params:
        if param.name in given:
            convert(param, given[param.name])


@each_file
def test_types_are_known_and_defaults_are_of_them(file: Path) -> None:
    """A question takes what a user can type, and its defaults convert."""
    query = loaded(file)
    for param in query.params:
        assert param.type in CONVERTERS or (param.type in INNER_TYPES and not queries.is_question(query.name))
        if param.default not in (None, "null"):
            convert(param, str(param.default))


def test_names_are_unique() -> None:
    """A name is one file, whatever its folder."""
    stems = [file.stem for file in FILES]
    assert len(stems) == len(set(stems))
    assert sorted(stems) == queries.names()


def test_a_file_that_breaks_a_rule_is_noticed() -> None:
    """The checks can fail: a header with a field of no meaning is refused."""
    with pytest.raises(QueryError, match="unknown header field"):
        queries.parse("// name: x\n// mode: read\n// parms:\n//   a: string - a\nRETURN 1 AS one")
