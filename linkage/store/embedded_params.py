"""Parameters on their way into the embedded engine.

A batch crosses into Java as one JSON text: 20,000 rows of seven values take 0.09 s, value by value 0.39 s.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import jpype
import polars as pl
from arcadedb_embedded.type_conversion import convert_python_to_java

_SCALARS = frozenset((str, int, float, bool, type(None)))
_HUGE = re.compile(r"[\[:,] ?-?\d{19}")
"""A number this long may leave 64 bits, which the JSON reader would cut without a word."""
_NO_JSON = "NaN|Infinity"


def as_java(params: Mapping[str, Any]) -> Any:
    """Return the parameters in a form the engine takes, each value unchanged.

    Raises
    ------
    OverflowError, UnicodeEncodeError
        An integer has more than 64 bits, or text is not Unicode.
    """
    if all(type(value) in _SCALARS for value in params.values()):
        return dict(params)
    try:
        text = json.dumps(params, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError):
        return one_by_one(params)
    if _HUGE.search(text):
        return one_by_one(params)
    return jpype.JClass("com.arcadedb.serializer.json.JSONObject")(text).toMap()


def exact(texts: pl.Series) -> pl.Series:
    """Tell of each JSON text whether the engine's reader takes all of it as it is; shape (n,)."""
    return ~texts.str.contains(f"{_HUGE.pattern}|{_NO_JSON}")


def one_by_one(value: Any) -> Any:
    """Return the value as the Java object that holds it unchanged, and so on for what it holds."""
    if isinstance(value, Mapping):
        found = jpype.JClass("java.util.HashMap")()
        for key, item in value.items():
            found.put(str(key), one_by_one(item))
        return found
    if isinstance(value, list | tuple) and not _SCALARS.issuperset(map(type, value)):
        items = jpype.JClass("java.util.ArrayList")()
        for item in value:
            items.add(one_by_one(item))
        return items
    if isinstance(value, datetime):
        return _instant(value)
    return convert_python_to_java(value)


def _instant(value: datetime) -> Any:
    utc = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return jpype.JClass("java.time.ZonedDateTime").parse(utc.isoformat().replace("+00:00", "Z"))
