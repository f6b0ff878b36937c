"""The Cypher library: files of ``cypher/`` become ``Query`` objects.

A file is one query below a header of comments::

    // name: list_accounts_by_identifier
    // mode: read
    // for: each kind
    // doc: The accounts behind one identifier, newest use first.
    //      A further line of the same field is indented.
    // params:
    //   identifier: identifier - the value, raw or as stored
    //   limit: integer = 100 - most rows
    // returns:
    //   account_id: the account
    // example: linkage query list_accounts_by_identifier --param kind=ip --param identifier=192.0.2.1

Where a parameter has a default it may be left out; ``null`` stands for no value. A ``read`` file with an example is a
question of the library; one without is a step of a command.

A file marked ``for: each kind`` has the label ``KIND`` where Cypher lets no parameter stand; it becomes one query per
declared kind. One marked ``for: each derived kind`` has the label ``PARENT`` beside it, of the kind that it is derived
from. There is no other substitution, and only a declared label (``[A-Z][A-Za-z0-9]*``) goes in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import LiteralString, cast, get_args

from linkage.errors import NotFound, QueryError
from linkage.model.kind import LABEL, Kind
from linkage.model.query import Mode, Param, Query

_FIELD = re.compile(r"([a-z]+):\s?(.*)")
_PARAM = re.compile(r"(?P<name>\w+): (?P<type>\w+(?:<\w+>)?)(?: = (?P<default>\S+))? - (?P<help>.+)")
_COLUMN = re.compile(r"(\w+): (.+)")
_LABEL = re.compile(r":(KIND|PARENT)\b")
_EACH_KIND = "each kind"
_EACH_DERIVED = "each derived kind"
_PLACES = {"": set[str](), _EACH_KIND: {"KIND"}, _EACH_DERIVED: {"KIND", "PARENT"}}
"""Who a query may be for, and the labels that it then leaves open."""
_SINGLE = ("name", "mode", "for", "doc", "example")
_FIELDS = (*_SINGLE, "params", "returns")


@cache
def load(name: str, kind: Kind | None = None, parent: Kind | None = None) -> Query:
    """Return the library's query of this name, for this kind (and its parent) where the file is written for each.

    Raises
    ------
    NotFound
        The library has no such query.
    QueryError
        The file is for each kind and none was given, or the reverse.
    """
    return parse(_source(name), kind, parent)


def names(folder: str | None = None) -> list[str]:
    """Return the names of all queries, or of one folder of ``cypher/``, in order."""
    return sorted(name for name, (place, _) in _files().items() if folder in (None, place))


def text(name: str) -> str:
    """Return the statement of the library's query of this name, its open labels as they stand."""
    return _statement(_source(name))


def is_per_kind(name: str) -> bool:
    """Tell whether the library's query of this name is written once for each kind."""
    return says_each_kind(_source(name))


def is_per_derived_kind(name: str) -> bool:
    """Tell whether the library's query of this name is written once for each derived kind and its parent."""
    return _for(_header(_source(name))) == _EACH_DERIVED


def is_question(name: str) -> bool:
    """Tell whether the library's query of this name is one that people ask: it reads, and shows an example."""
    header = _header(_source(name))
    return header.get("mode") == ["read"] and bool(header.get("example"))


def has_header(source: str) -> bool:
    """Tell whether the text begins with a header in the form above, as opposed to any other comment."""
    header = _header(source)
    return "name" in header and "mode" in header


def says_each_kind(source: str) -> bool:
    """Tell whether the header says that the query is written once for each kind."""
    return _for(_header(source)) == _EACH_KIND


def parse(source: str, kind: Kind | None = None, parent: Kind | None = None) -> Query:
    """Return the query written in one file's text.

    Raises
    ------
    QueryError
        The header does not follow the form above, or ``kind`` or ``parent`` is missing or not wanted.
    """
    header, text = _header(source), _statement(source)
    name = " ".join(header.get("name", []))
    _check_fields(name, header)
    labels = {place: one.label for place, one in (("KIND", kind), ("PARENT", parent)) if one is not None}
    _check_labels(name, header, text, labels)
    return Query(
        name=name,
        mode=_mode(name, header),
        doc=" ".join(header.get("doc", [])),
        params=tuple(_param(name, line) for line in header.get("params", [])),
        returns=tuple(_column(name, line) for line in header.get("returns", [])),
        example=" ".join(header.get("example", [])),
        label=kind.label if kind else "",
        text=_with_labels(text, labels),
    )


def _check_fields(name: str, header: dict[str, list[str]]) -> None:
    unknown = [field for field in header if field not in _FIELDS]
    if unknown:
        raise QueryError(
            f"query {name!r} has an unknown header field {unknown[0]!r}", f"a field is one of {', '.join(_FIELDS)}"
        )
    if not re.fullmatch(r"\w+", name):
        raise QueryError("a query's header has no name", "write // name: verb_object")


def _check_labels(name: str, header: dict[str, list[str]], text: str, labels: dict[str, str]) -> None:
    places, whom = set(_LABEL.findall(text)), _for(header)
    if _PLACES.get(whom) != places:
        says = " and ".join(sorted(places)) or "no open label"
        right = next(
            (f"'for: {key}'" for key, left_open in _PLACES.items() if key and left_open == places), "no 'for:'"
        )
        raise QueryError(f"query {name!r} uses {says}: its header must say {right}", "see the other files")
    if places != set(labels):
        raise QueryError(
            f"query {name!r} is {'' if whom else 'not '}written for {whom or _EACH_KIND}", "see its header"
        )


def _for(header: dict[str, list[str]]) -> str:
    return " ".join(header.get("for", []))


def _mode(name: str, header: dict[str, list[str]]) -> Mode:
    mode = " ".join(header.get("mode", []))
    if mode not in get_args(Mode):
        raise QueryError(f"query {name!r} has no mode", f"write one of {', '.join(get_args(Mode))}")
    return cast(Mode, mode)


def _with_labels(text: str, labels: dict[str, str]) -> LiteralString:
    assert all(LABEL.fullmatch(label) for label in labels.values()), "Kind checks its label"
    filled = _LABEL.sub(lambda place: f":{labels[place[1]]}", text)
    return cast(LiteralString, filled)  # type: ignore[redundant-cast]  # not redundant for pyright


def _header(source: str) -> dict[str, list[str]]:
    return _split(source)[0]


def _statement(source: str) -> str:
    return _split(source)[1]


def _split(source: str) -> tuple[dict[str, list[str]], str]:
    """Return the header's fields and the statement; a comment that is neither field nor indented ends the header."""
    fields: dict[str, list[str]] = {}
    current: list[str] = []
    lines = source.splitlines()
    start = 0
    for start, line in enumerate([*lines, ""]):  # noqa: B007  where it stops is where the statement starts
        content = line[2:].removeprefix(" ")
        field = _FIELD.fullmatch(content)
        if not line.startswith("//") or not (field or not content or content.startswith(" ")):
            break
        if field:
            current = fields.setdefault(field[1], [])
            content = field[2]
        if content.strip():
            current.append(content.strip())
    return fields, "\n".join(lines[start:]).strip().removesuffix(";").rstrip()


def _param(query: str, line: str) -> Param:
    match = _PARAM.fullmatch(line)
    if match is None:
        raise QueryError(f"query {query!r} has a parameter line that is not 'name: type [= default] - help'")
    return Param(match["name"], match["type"], match["help"], match["default"])


def _column(query: str, line: str) -> tuple[str, str]:
    match = _COLUMN.fullmatch(line)
    if match is None:
        raise QueryError(f"query {query!r} has a column line that is not 'name: help'")
    return match[1], match[2]


def _walk(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for place in sorted(folder.iterdir(), key=lambda p: p.name):
        if place.is_dir() and not place.name.startswith("_"):
            for file in sorted(place.iterdir(), key=lambda p: p.name):
                if file.name.endswith(".cypher"):
                    yield place.name, file


@cache
def _files() -> dict[str, tuple[str, str]]:
    """Folder and text of every file, by its stem."""
    return {
        f.name.removesuffix(".cypher"): (place, f.read_text("utf-8")) for place, f in _walk(files("linkage.cypher"))
    }


def _source(name: str) -> str:
    found = _files().get(name)
    if found is None:
        close = get_close_matches(name, _files(), n=1)
        raise NotFound(
            f"there is no query {name!r}", f"did you mean {close[0]}?" if close else "list them with: linkage query"
        )
    return found[1]
