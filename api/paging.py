"""Pages that neither repeat nor skip a row while others come and go.

A page ends with a cursor: the sort key and id of its last row, and a digest of what was asked. The next page holds what
sorts behind that row, wherever the row itself may be by then.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import blake2b
from math import isfinite
from typing import Any, NoReturn, TypeGuard, cast

from linkage.errors import UsageError

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
