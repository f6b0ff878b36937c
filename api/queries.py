"""The Cypher library's questions: what there is to ask, and asking it."""

from __future__ import annotations

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from linkage.api.problems import ANSWERS, KEYED
from linkage.api.reading import reader
from linkage.api.replies import reply
from linkage.api.schemas import QueryPath, QuestionBody, Questions, Reply
from linkage.engine.query import ask, kind_called, library, question_names
from linkage.errors import NotFound, UsageError
from linkage.queries import is_per_kind, load

queries = APIBlueprint(
    "queries",
    __name__,
    url_prefix="/v1/queries",
    abp_tags=[Tag(name="queries", description="The questions of the Cypher library, asked by name. They only read.")],
    abp_security=KEYED,
    abp_responses=ANSWERS,
)

Value = str | int | float | bool | list[str]


@queries.get("", responses={200: Questions})
def list_queries() -> Response:
    """Return the questions of the library with their parameters and columns."""
    found = [question.as_dict() for question in library(reader().store)]
    return reply(Questions.model_validate({"items": found, "next": None}))


@queries.post("/<segment:name>", responses={200: Reply})
def ask_query(path: QueryPath, body: QuestionBody) -> Response:
    """Ask a question of the library; what it would write, it is refused."""
    if path.name not in question_names():
        raise NotFound("the library has no such question", "GET /v1/queries lists them")
    given = {name: _text(value) for name, value in body.params.items()}
    _refuse_more_than(reader().settings.max_rows, given.get("limit", "0"))
    answer = ask(reader().store, reader().settings, path.name, given)
    return reply(
        Reply.model_validate(
            {
                "query": path.name,
                "columns": answer.columns,
                "rows": answer.rows,
                "truncated": answer.truncated,
                "cypher": _cypher(path.name, given),
            }
        )
    )


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(value) if isinstance(value, list) else str(value)


def _refuse_more_than(most: int, limit: str) -> None:
    if limit.isdecimal() and int(limit) > most:
        raise UsageError(f"limit is over {most}", "ask for less, or set LINKAGE_MAX_ROWS")


def _cypher(name: str, given: dict[str, str]) -> str:
    kind = kind_called(given["kind"], reader().kinds()) if is_per_kind(name) else None
    return load(name, kind).text
