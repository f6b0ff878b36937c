"""Values of Neo4j's driver as plain Python, in the same shapes as ``embedded_values`` gives (described there)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

from linkage.store.values import iso_duration, iso_time

_SCALARS = frozenset((str, int, float, bool, type(None)))
_CRS = {4326: "WGS-84", 4979: "WGS-84-3D", 7203: "cartesian", 9157: "cartesian-3D"}


def plain(value: Any) -> Any:
    """Return the value without anything of the driver in it. Cost O(size), lists of scalars at C speed."""
    kind = type(value)
    if kind in _SCALARS:
        return value
    if kind is list:
        return value if _SCALARS.issuperset(map(type, value)) else [plain(v) for v in value]
    if kind is dict:
        return {k: plain(v) for k, v in value.items()}
    return next((convert(value) for driver_class, convert in _CONVERTERS if isinstance(value, driver_class)), value)


def _datetime(value: DateTime) -> datetime:
    hour, minute, second, nanosecond = value.hour_minute_second_nanosecond
    zone = value.tzinfo or UTC
    native = datetime(*value.year_month_day, hour, minute, second, nanosecond // 1000, zone)
    return native.astimezone(UTC)


def _time(value: Time) -> str:
    offset = value.utcoffset()
    return iso_time(
        value.hour,
        value.minute,
        value.second,
        value.nanosecond,
        None if offset is None else int(offset.total_seconds()),
    )


def _duration(value: Duration) -> str:
    return iso_duration(value.months, value.days, value.seconds, value.nanoseconds)


def _point(value: Point) -> dict[str, Any]:
    found: dict[str, Any] = dict(zip("xyz", map(float, value), strict=False))
    if value.srid in (4326, 4979):
        found |= dict(zip(("longitude", "latitude", "height"), map(float, value), strict=False))
    return found | {"crs": _CRS[value.srid or 7203], "srid": value.srid}


def _properties(entity: Node | Relationship) -> dict[str, Any]:
    return {k: plain(v) for k, v in sorted(entity.items())}


def _node(value: Node) -> dict[str, Any]:
    return {"labels": sorted(value.labels), "properties": _properties(value)}


def _relationship(value: Relationship) -> dict[str, Any]:
    return {"type": value.type, "properties": _properties(value)}


def _path(value: Path) -> dict[str, Any]:
    places = [node.element_id for node in value.nodes]

    def place(node: Node | None) -> int:
        assert node is not None, "a path's relationship has both ends"
        return places.index(node.element_id)

    return {
        "nodes": [_node(node) for node in value.nodes],
        "relationships": [
            {**_relationship(r), "start": place(r.start_node), "end": place(r.end_node)} for r in value.relationships
        ],
    }


_CONVERTERS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (DateTime, _datetime),
    (Date, lambda v: v.to_native()),
    (Time, _time),
    (Duration, _duration),
    (Point, _point),
    (Node, _node),
    (Relationship, _relationship),
    (Path, _path),
    (list, lambda v: [plain(x) for x in v]),
    (Mapping, lambda v: {k: plain(x) for k, x in v.items()}),
)
