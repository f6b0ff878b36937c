"""Java values of the embedded store as plain Python, in the same shapes as ``bolt_values`` gives.

Node: ``{"labels": [...], "properties": {...}}``. Relationship: ``{"type": ..., "properties": {...}}``.
Path: ``{"nodes": [...], "relationships": [...]}``, each relationship with ``start`` and ``end``, places in ``nodes``.
Date and time, with zone or without: aware ``datetime`` in UTC, cut to microseconds. Date: ``date``.
Time of day and duration: ISO 8601 text.
Point: a map of ``x``, ``y``, ``crs``, ``srid`` and so on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import jpype
from arcadedb_embedded.type_conversion import convert_java_to_python

from linkage.store.values import iso_duration, iso_time, moment

_SCALARS = frozenset((str, int, float, bool, type(None)))


def plain(value: Any) -> Any:
    """Return the value without anything of Java in it. Cost O(size), lists of scalars at C speed."""
    kind = type(value)
    if kind in _SCALARS:
        return value
    if kind is list:
        return value if _SCALARS.issuperset(map(type, value)) else [plain(v) for v in value]
    if kind is dict:
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    if isinstance(value, date):
        return value
    return _from_java(value)


def _from_java(value: Any) -> Any:
    for java_class, convert in _converters():
        if isinstance(value, java_class):
            return convert(value)
    converted = convert_java_to_python(value)
    return str(value) if converted is value else plain(converted)


@cache
def _converters() -> tuple[tuple[Any, Callable[[Any], Any]], ...]:
    temporal = "com.arcadedb.query.opencypher.temporal.Cypher"
    return tuple(
        (jpype.JClass(name), convert)
        for name, convert in (
            (f"{temporal}DateTime", lambda v: _instant(v.getValue().toInstant())),
            (f"{temporal}LocalDateTime", lambda v: _instant(v.getValue().toInstant(_utc()))),
            (f"{temporal}Date", lambda v: date.fromisoformat(str(v.getValue()))),
            (f"{temporal}Time", lambda v: _time(v.getValue(), int(v.getValue().getOffset().getTotalSeconds()))),
            (f"{temporal}LocalTime", lambda v: _time(v.getValue(), None)),
            (f"{temporal}Duration", _duration),
            ("com.arcadedb.graph.Vertex", _node),
            ("com.arcadedb.graph.Edge", _relationship),
            ("com.arcadedb.query.opencypher.traversal.TraversalPath", _path),
        )
    )


@cache
def _utc() -> Any:
    return jpype.JClass("java.time.ZoneOffset").UTC


def _instant(value: Any) -> datetime:
    return moment(int(value.getEpochSecond()), int(value.getNano()))


def _time(value: Any, offset: int | None) -> str:
    return iso_time(int(value.getHour()), int(value.getMinute()), int(value.getSecond()), int(value.getNano()), offset)


def _duration(value: Any) -> str:
    return iso_duration(
        int(value.getMonths()), int(value.getDays()), int(value.getSeconds()), int(value.getNanosAdjustment())
    )


def _properties(record: Any) -> dict[str, Any]:
    found = record.toMap(False)
    return {str(k): plain(convert_java_to_python(found[k])) for k in sorted(found.keySet(), key=str)}


def _node(vertex: Any) -> dict[str, Any]:
    labels = jpype.JClass("com.arcadedb.query.opencypher.Labels").getLabels(vertex)
    return {"labels": sorted(str(label) for label in labels), "properties": _properties(vertex)}


def _relationship(edge: Any) -> dict[str, Any]:
    return {"type": str(edge.getTypeName()), "properties": _properties(edge)}


def _path(path: Any) -> dict[str, Any]:
    places = [str(vertex.getIdentity()) for vertex in path.getVertices()]
    return {
        "nodes": [_node(vertex) for vertex in path.getVertices()],
        "relationships": [
            {**_relationship(e), "start": places.index(str(e.getOut())), "end": places.index(str(e.getIn()))}
            for e in path.getEdges()
        ],
    }
