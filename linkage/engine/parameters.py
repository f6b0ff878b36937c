"""Parameters of questions: from the text a user typed to the value the query takes.

An error names the parameter, never the value: a value may be a raw identifier.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from typing import Any, Never

from linkage import queries
from linkage.config import Settings
from linkage.errors import LinkageError, NotFound, UsageError
from linkage.ingest.normalise import normalise_one
from linkage.ingest.pseudonymise import pseudonym
from linkage.model.kind import Kind
from linkage.model.query import Param, Query
from linkage.store.base import GraphStore

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
INT64 = 2**63 - 1
_DIGITS = re.compile("[0-9]{1,19}")


def declared_values(
    store: GraphStore, settings: Settings, query: Query, kind: Kind | None, given: Mapping[str, str]
) -> dict[str, Any]:
    """Return a value for each declared parameter of ``query``, converted by its type, defaults filled in.

    Raises
    ------
    UsageError
        One is unknown, missing, or not of its type.
    NotFound
        The account, cluster or identifier that one names is not in the store.
    """
    declared = [p.name for p in query.params]
    _refuse_unknown(given, declared)
    values = {p.name: _value(p, given.get(p.name, p.default)) for p in query.params}
    for param in query.params:
        if param.name in given:
            values[param.name] = _found(store, settings, param, kind, values[param.name])
    return values


def free_values(used: Sequence[str], given: Mapping[str, str]) -> dict[str, Any]:
    """Return the parameters of a query without a header: JSON where the text is JSON, else the text itself.

    Raises
    ------
    UsageError
        One that the query uses is missing, or one is given that it does not use.
    """
    _refuse_unknown(given, used)
    missing = [name for name in used if name not in given]
    if missing:
        _refuse_missing(missing[0])
    return {name: _json_or_text(text) for name, text in given.items()}


def convert(param: Param, text: str) -> Any:
    """Return the value that ``text`` stands for by the parameter's declared type.

    Raises
    ------
    UsageError
        It is none; the error names the parameter, not the text.
    """
    try:
        return CONVERTERS[param.type](text)
    except KeyError:
        raise UsageError(f"parameter {param.name} has the unknown type {param.type}", "see cypher/README.md") from None
    except ValueError as error:
        raise UsageError(f"parameter {param.name} is not {error}", param.help) from None


def _value(param: Param, text: str | None) -> Any:
    if text is None:
        _refuse_missing(param.name)
    if text == param.default == "null":
        return None
    return convert(param, text)


def _refuse_unknown(given: Mapping[str, str], declared: Sequence[str]) -> None:
    for name in given:
        if name not in declared:
            close = get_close_matches(name, declared, n=1)
            known = ", ".join(declared) or "none"
            hint = f"did you mean {close[0]}?" if close else f"it takes {known}"
            raise UsageError(f"the query has no parameter {name!r}", hint)


def _refuse_missing(name: str) -> Never:
    raise UsageError(f"parameter {name} is missing", f"give --param {name}=...")


def _json_or_text(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_constant)
    except ValueError:
        return text


def _no_constant(name: str) -> Never:
    raise ValueError(name)


def _integer(text: str) -> int:
    if not _DIGITS.fullmatch(text) or int(text) >= INT64:
        raise ValueError("a whole number from 0 up")
    return int(text)


def _float(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise ValueError("a number") from None
    if not math.isfinite(number):
        raise ValueError("a finite number")
    return number


def _datetime(text: str) -> int:
    """Return int64 milliseconds since the epoch, which every store takes: ``datetime({epochMillis: $since})``."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("a time such as 2026-01-02T03:04:05Z") from None
    if moment.tzinfo is None:
        raise ValueError("a time with its offset, such as 2026-01-02T03:04:05Z")
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def _string(text: str) -> str:
    if not text:
        raise ValueError("given (it is empty)")
    return text


def _list(text: str) -> list[str]:
    """Return the parts between commas, or the strings of a JSON array: an id may hold a comma."""
    array = _json_or_text(text) if text.startswith("[") else None
    if isinstance(array, list) and array and all(isinstance(part, str) for part in array):
        return list(dict.fromkeys(_string(part) for part in array))
    found = [part.strip() for part in text.split(",")]
    return list(dict.fromkeys(_string(part) for part in found if part)) or [_string("")]


CONVERTERS: dict[str, Callable[[str], Any]] = {
    "integer": _integer,
    "float": _float,
    "datetime": _datetime,
    "string": _string,
    "account": _string,
    "cluster": _string,
    "identifier": _string,
    "list<account>": _list,
}


def _found(store: GraphStore, settings: Settings, param: Param, kind: Kind | None, value: Any) -> Any:
    """Return the value as the store has it; a misspelt name must not look like an empty answer."""
    if param.type == "identifier":
        return _stored_identifier(store, settings, param, kind, value)
    if param.type == "account":
        _one_of(store, "find_accounts", param, [value])
    if param.type == "list<account>":
        _all_of(store, param, value)
    if param.type == "cluster":
        _one_of(store, "find_clusters", param, [value])
    return value


def _stored_identifier(store: GraphStore, settings: Settings, param: Param, kind: Kind | None, text: str) -> str:
    if kind is None:
        raise UsageError(f"parameter {param.name} is an identifier of no kind", "write the query 'for: each kind'")
    names = _names_of(kind, text, settings)
    return _one_of(store, "find_identifiers", param, names, kind)


def _names_of(kind: Kind, text: str, settings: Settings) -> list[str]:
    """Return what the text may be stored as: its normal form, under the key if there is one, or as it is."""
    try:
        value = normalise_one(kind, text)
    except (LinkageError, ValueError):
        return [text]
    stored = pseudonym(kind.name, value, settings.key) if settings.key else value
    return list(dict.fromkeys([stored, text]))


def _one_of(store: GraphStore, query: str, param: Param, names: list[str], kind: Kind | None = None) -> str:
    rows = store.run(queries.load(query, kind), {"names": names, "limit": len(names)})
    there = {row["name"]: str(row["id"]) for row in rows}
    for name in names:
        if name in there:
            return there[name]
    raise NotFound(
        f"what parameter {param.name} names is not in the store", "check its spelling, its kind and LINKAGE_KEY"
    )


def _all_of(store: GraphStore, param: Param, names: list[str]) -> None:
    rows = store.run(queries.load("find_accounts"), {"names": names, "limit": len(names)})
    there = {row["name"] for row in rows}
    places = [str(n) for n, name in enumerate(names, 1) if name not in there]
    if places:
        raise NotFound(
            f"of the {len(names)} accounts in parameter {param.name}, number {', '.join(places)} is not in the store",
            "leave it out, or check its spelling",
        )
