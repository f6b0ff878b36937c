"""The Cypher library's questions: what there is to ask, and asking it."""

from __future__ import annotations

import json

from flask import Response

from linkage.api.asked import QueryPath, QuestionBody, StatementQuery
from linkage.api.reading import reader
from linkage.api.replies import reply
from linkage.api.resource import resource
from linkage.api.schemas import Questions, Reply, Statement
from linkage.engine.parameters import convert
from linkage.engine.query import ask, kind_called, library, question_names, statement
from linkage.errors import NotFound, UsageError
from linkage.model.query import Query
from linkage.queries import is_per_kind, load

queries = resource("queries", "The questions of the Cypher library, asked by name. They only read.")

Value = str | int | float | bool | list[str]


@queries.get("", responses={200: Questions})
def list_queries() -> Response:
    """Return the questions of the library with their parameters and columns, and the most rows of an answer."""
    found = [question.as_dict() for question in library(reader().store)]
    return reply(Questions.model_validate({"items": found, "next": None, "max_rows": reader().settings.max_rows}))


@queries.get("/<segment:name>", responses={200: Statement})
def get_query(path: QueryPath, query: StatementQuery) -> Response:
    """Return one query of the library with its Cypher; steps of routes and commands too."""
    return reply(Statement.model_validate(statement(path.name, reader().kinds(), query.kind).as_dict()))


@queries.post("/<segment:name>", responses={200: Reply})
def ask_query(path: QueryPath, body: QuestionBody) -> Response:
    """Ask a question of the library; it only reads."""
    if path.name not in question_names():
        raise NotFound("the library has no such question", "GET /v1/queries lists them")
    given = {name: _text(value) for name, value in body.params.items()}
    query = _query(path.name, given.get("kind"))
    answer = ask(reader().store, reader().settings, path.name, _capped(query, given))
    return reply(
        Reply(
            query=query.name,
            columns=list(answer.columns),
            rows=list(answer.rows),
            truncated=answer.truncated,
            cypher=query.text,
        )
    )


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value) if isinstance(value, list) else str(value)


def _query(name: str, kind: str | None) -> Query:
    if not is_per_kind(name):
        return load(name)
    kinds = reader().kinds(again=True)
    if kind is None:
        raise UsageError("parameter kind is missing", f"it is one of {', '.join(kinds)}")
    return load(name, kind_called(kind, kinds))


def _capped(query: Query, given: dict[str, str]) -> dict[str, str]:
    """Return the parameters with a limit that keeps to the operator's cap.

    Raises
    ------
    UsageError
        The client asks for more.
    """
    most = reader().settings.max_rows
    limit = next((param for param in query.params if param.name == "limit"), None)
    if limit is None:
        return given
    if "limit" not in given:
        return {**given, "limit": str(min(most, int(limit.default or most)))}
    if convert(limit, given["limit"]) > most:
        raise UsageError(f"limit is over {most}", "ask for less, or set LINKAGE_MAX_ROWS")
    return given
