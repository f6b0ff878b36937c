"""Pages that neither repeat nor skip a row while others come and go.

A page ends with a cursor: the sort key and id of its last row, and a digest of what was asked. The next page holds what
sorts behind that row, wherever the row itself may be by then.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from math import isfinite
from typing import Any, NoReturn, TypeGuard, TypeVar, cast

from linkage.errors import UsageError

T = TypeVar("T")
VERSION = 1
LONGEST = 8192
LARGEST_KEY = 2**63


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page: its sort key and its id."""

    key: float
    id: str


def scope(query: str, params: dict[str, Any]) -> str:
    """Return what a cursor is good for: one query with these filters."""
    asked = json.dumps([query, params], sort_keys=True, default=str)
    return blake2b(asked.encode(), digest_size=8).hexdigest()


def begin(within: str, limit: int, text: str | None) -> dict[str, Any]:
    """Return what a query takes to answer with the page behind a cursor, and one row more to tell whether that is all.

    Raises
    ------
    UsageError
        The text is no cursor, or the cursor of another question.
    """
    after = decode(within, text) if text is not None else None
    return {"after_key": after and after.key, "after_id": after and after.id, "limit": limit + 1}


def cut(within: str, limit: int, found: list[T], last: Callable[[T], Cursor]) -> tuple[list[T], str | None]:
    """Return the rows of the page, and the cursor of the next; None where that would be empty."""
    shown = found[:limit]
    return shown, encode(within, last(shown[-1])) if len(found) > len(shown) else None


def encode(within: str, cursor: Cursor) -> str:
    """Return a cursor as opaque text."""
    content = json.dumps({"v": VERSION, "s": within, "k": cursor.key, "i": cursor.id}, separators=(",", ":"))
    return urlsafe_b64encode(content.encode()).decode().rstrip("=")


def decode(within: str, text: str) -> Cursor:
    """Return the cursor of a text made by ``encode`` for the same question.

    Raises
    ------
    UsageError
        The text is no cursor, or the cursor of another question.
    """
    content = _content(text)
    if content.get("v") != VERSION or content.get("s") != within:
        _refuse("the cursor belongs to another question or another version")
    key, name = content.get("k"), content.get("i")
    if not _is_number(key) or not isinstance(name, str):
        _refuse("the cursor is broken")
    return Cursor(key, name)


def _is_number(key: object) -> TypeGuard[float]:
    """Tell whether a key is a number that every store can compare with."""
    return type(key) in (int, float) and isfinite(cast(float, key)) and abs(cast(float, key)) < LARGEST_KEY


def _content(text: str) -> dict[str, Any]:
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        content = json.loads(urlsafe_b64decode(padded)) if len(text) <= LONGEST else None
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        _refuse("the cursor is broken")
    return content


def _refuse(cause: str) -> NoReturn:
    raise UsageError(cause, "begin again without a cursor, and take each next one from the page before")
