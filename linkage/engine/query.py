"""Ask the store a question: one of the library by name, or the user's own Cypher.

The library's questions are the files of ``cypher/read`` that show an example. Their parameters arrive as text and are
checked and converted by their declared types (``linkage.engine.parameters``). A user's own query only reads: it goes
through ``GraphStore.explore``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from linkage import queries
from linkage.config import Settings
from linkage.engine.kinds import read_kinds
from linkage.engine.parameters import declared_values, free_values
from linkage.errors import NotFound, QueryError, QueryMistaken, UsageError
from linkage.model.kind import Kind, Kinds
from linkage.model.query import Param, Query
from linkage.store.base import Answer, GraphStore
from linkage.tokens import parameters

SUFFIX = ".cypher"


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the library, described for people and programs.

    Parameters
    ----------
    name
        What to ask it by.
    doc
        What it answers, one paragraph.
    params
        Its parameters in order, ``kind`` first where it is written once for each kind.
    returns
        ``(column, help)`` pairs, in order.
    example
        A command line that asks it.
    """

    name: str
    doc: str
    params: tuple[Param, ...]
    returns: tuple[tuple[str, str], ...]
    example: str

    def as_dict(self) -> dict[str, Any]:
        """Return it JSON-ready."""
        return {
            "name": self.name,
            "doc": self.doc,
            "params": [
                {"name": p.name, "type": p.type, "default": p.default, "help": p.help, "required": p.default is None}
                for p in self.params
            ],
            "returns": [{"column": column, "help": text} for column, text in self.returns],
            "example": self.example,
        }


def library(store: GraphStore | None = None) -> list[Question]:
    """Return the questions of the library in name order; with a store, its declared kinds are named in the help."""
    kinds = Kinds() if store is None else read_kinds(store)
    return [_described(name, kinds) for name in question_names()]


@dataclass(frozen=True, slots=True)
class Statement:
    """A reading query of the library with its Cypher, whether people ask it or a route or a command does."""

    query: Query
    params: tuple[Param, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return it JSON-ready."""
        question = Question(self.query.name, self.query.doc, self.params, self.query.returns, self.query.example)
        return {**question.as_dict(), "example": self.query.example or None, "cypher": self.query.text}


def statement(name: str, kinds: Kinds, kind: str | None = None) -> Statement:
    """Return a reading query of the library; one written for each kind, for this one or else the first.

    Raises
    ------
    NotFound
        The library has no such query, or it does not read.
    UsageError
        There is no such kind.
    """
    if name not in queries.names("read"):
        raise NotFound("the library has no such query", "the files of cypher/read have the names")
    if not queries.is_per_kind(name):
        query = queries.load(name)
        return Statement(query, query.params)
    of = next(iter(kinds.values())) if kind is None else kind_called(kind, kinds)
    query = queries.load(name, of)
    return Statement(query, (_kind_param(kinds), *query.params))


def question_names() -> list[str]:
    """Return the names of the library's questions, in order."""
    return [name for name in queries.names("read") if queries.is_question(name)]


def ask(store: GraphStore, settings: Settings, question: str, params: Mapping[str, str] | None = None) -> Answer:
    """Return the answer to a question of the library, to a file of Cypher, or to a text of Cypher.

    Parameters
    ----------
    store
        The store to ask.
    settings
        The key under which identifiers are stored, and the time and rows a user's own query may take.
    question
        A name of the library; else a path (it ends in ``.cypher``, is a file, or has a ``/``); else, where it has a
        blank, Cypher.
    params
        Values as text. A library question takes what it declares. A user's own query takes what it uses; a value
        that reads as JSON is that value (``7``, ``true``, ``["a", "b"]``, ``"7"``), any other is a string.

    Raises
    ------
    UsageError
        A parameter is missing, unknown or not of its type.
    NotFound
        There is no such question or file, or no such account, cluster or identifier as a parameter names.
    QueryRefused, QueryTimeout, QueryError
        The store would not run it.
    """
    given = dict(params or {})
    if question in question_names():
        return _ask_library(store, settings, question, given)
    text = _own_text(question)
    if queries.has_header(text):
        return _ask_declared(store, settings, text, given)
    values = free_values(parameters(text), given)
    return store.explore(text, values, timeout=settings.timeout, max_rows=settings.max_rows)


def explore(store: GraphStore, settings: Settings, text: str, params: Mapping[str, Any]) -> Answer:
    """Return the answer to a text of Cypher, which only reads, within the time and rows the operator allows.

    Parameters
    ----------
    params
        A value for each parameter that the text uses, and no others.

    Raises
    ------
    UsageError
        One is missing, or one is given that the text does not use.
    QueryMistaken
        The store cannot run it as it is written.
    QueryRefused, QueryTimeout, TooBig
        The store would not run it.
    """
    values = free_values(parameters(text), {name: json.dumps(value) for name, value in params.items()})
    try:
        return store.explore(text, values, timeout=settings.timeout, max_rows=settings.max_rows)
    except QueryError as error:
        if type(error) is QueryError:  # rejected, and it is not the store's fault
            raise QueryMistaken(error.cause, error.hint) from error
        raise


def _ask_library(store: GraphStore, settings: Settings, name: str, given: dict[str, str]) -> Answer:
    kind = _kind(store, given) if queries.is_per_kind(name) else None
    query = queries.load(name, kind)
    values = declared_values(store, settings, query, kind, given)
    return _run(store, query, values)


def _run(store: GraphStore, query: Query, values: dict[str, Any]) -> Answer:
    """Ask for one row more than the limit, to know whether the limit cut the answer."""
    limit = values.get("limit")
    if limit is None:
        return Answer(_columns(query), tuple(store.run(query, values)), False)
    rows = store.run(query, {**values, "limit": limit + 1})
    return Answer(_columns(query), tuple(rows[:limit]), len(rows) > limit)


def _columns(query: Query) -> tuple[str, ...]:
    return tuple(column for column, _ in query.returns)


def _ask_declared(store: GraphStore, settings: Settings, text: str, given: dict[str, str]) -> Answer:
    kind = _kind(store, given) if queries.says_each_kind(text) else None
    query = queries.parse(text, kind)
    if query.mode not in ("read", "export"):
        raise UsageError(f"the file's header says mode: {query.mode}", "only reading queries can be asked")
    values = declared_values(store, settings, query, kind, given)
    answer = store.explore(query.text, values, timeout=settings.timeout, max_rows=settings.max_rows)
    return replace(answer, columns=answer.columns or _columns(query))


def _own_text(question: str) -> str:
    if question.endswith(SUFFIX) or os.path.isfile(question):
        return _file_text(Path(question))
    if _has_blank(question):
        return question
    if "/" in question:
        return _file_text(Path(question))
    close = get_close_matches(question, question_names(), n=1)
    hint = f"did you mean {close[0]}?" if close else "list them with: linkage query"
    raise NotFound(f"there is no question {question!r} in the library", hint)


def _has_blank(text: str) -> bool:
    return any(c.isspace() for c in text.strip())


def _file_text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise NotFound(f"there is no file {path}", "check the path, or list the library with: linkage query") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8 text", "save the query as UTF-8") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}", "check the path and its permissions") from None


def _kind(store: GraphStore, given: dict[str, str]) -> Kind:
    kinds = read_kinds(store)
    name = given.pop("kind", None)
    if name is None:
        raise UsageError("parameter kind is missing", f"give --param kind= one of {', '.join(kinds)}")
    return kind_called(name, kinds)


def kind_called(text: str, kinds: Kinds) -> Kind:
    """Return the kind of this name or label, in any case.

    Raises
    ------
    UsageError
        No declared kind is called so.
    """
    for kind in kinds.values():
        if text.lower() in (kind.name, kind.label.lower()):
            return kind
    raise UsageError("parameter kind names no declared kind", f"it is one of {', '.join(kinds)}")


def _described(name: str, kinds: Kinds) -> Question:
    some_kind = next(iter(kinds.values())) if queries.is_per_kind(name) else None
    query = queries.load(name, some_kind)
    params = query.params if some_kind is None else (_kind_param(kinds), *query.params)
    return Question(name, query.doc, params, query.returns, query.example)


def _kind_param(kinds: Kinds) -> Param:
    return Param("kind", "kind", f"the kind of identifier: {', '.join(kinds)}")
