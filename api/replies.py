"""Answers: models as JSON bodies, rows as pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from flask import Response
from pydantic import BaseModel

from linkage.api.asked import PageQuery
from linkage.api.paging import Cursor, begin, cut, scope
from linkage.api.reading import reader
from linkage.api.schemas import Page
from linkage.engine.render import rfc3339
from linkage.model.kind import Kind
from linkage.store.base import Row

JSON = "application/json"


def reply(answer: BaseModel) -> Response:
    """Return a model as a JSON answer."""
    return Response(answer.model_dump_json(), mimetype=JSON)


def reply_plain(answer: dict[str, Any]) -> Response:
    """Return a plain dictionary, times in it as text, as a JSON answer."""
    return Response(json.dumps(answer, default=rfc3339, ensure_ascii=False), mimetype=JSON)


def page(
    of: type[Page[Any]],
    query: str,
    params: dict[str, Any],
    asked: PageQuery,
    *,
    last: Callable[[Row], Cursor],
    kind: Kind | None = None,
    rows: Callable[[dict[str, Any]], list[Row]] | None = None,
) -> Response:
    """Return one page of a query's rows.

    Parameters
    ----------
    of
        The page's model.
    query
        A query of the library that takes ``after_key``, ``after_id`` and ``limit``.
    params
        Its other parameters; a cursor is good for the same ones only.
    asked
        The page the client wants.
    last
        Makes the cursor of a row: what the query sorts by, and the id.
    kind
        The kind, where the query is written for each.
    rows
        What answers as the query does, in its place.

    Raises
    ------
    UsageError
        The cursor is broken or belongs to another question.
    """
    within = scope(query, params)
    given = {**params, **begin(within, asked.limit, asked.cursor)}
    found = reader().rows(query, given, kind) if rows is None else rows(given)
    shown, following = cut(within, asked.limit, found, last)
    items = [_with_kind(row) for row in shown]
    return reply(of.model_validate({"items": items, "next": following, "query": query}))


def whole(of: type[Page[Any]], query: str, rows: list[Row]) -> Response:
    """Return a list that is never long as one page."""
    return reply(of.model_validate({"items": rows, "next": None, "query": query}))


def _with_kind(row: Row) -> Row:
    """Name the kind of a row that has a label."""
    return {**row, "kind": reader().kind_of_label(row["label"])} if "label" in row else row
