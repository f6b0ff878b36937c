"""What goes into a store comes out as it was, as plain Python, the same from every store."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from linkage.errors import QueryError
from linkage.store.base import GraphStore
from tests.contract.asking import query

GIVEN_BACK = query("RETURN $x AS x")
STORED = query("MERGE (a:Account {id: 'a'}) SET a.x = $x", "write")
READ = query("MATCH (a:Account {id: 'a'}) RETURN a.x AS x")

SCALARS = [
    None, True, False, 0, -1, 2**31, 2**53, -(2**53), 2**63 - 1, -(2**63), 0.0, 0.1, -2.5, 1e300, 1.0,
    "", "plain", "ünïcode 😀 漢字", "a\x00b", "line\u2028end", "'; RETURN 1 //", 'say "hi"\\', "2026-01-02T03:04:05Z",
]  # fmt: skip


@pytest.mark.parametrize("x", SCALARS, ids=repr)
def test_a_scalar_comes_back_as_it_was(any_store: GraphStore, x: Any) -> None:
    """A scalar parameter comes back equal and of the same type."""
    (row,) = any_store.run(GIVEN_BACK, {"x": x})
    assert row == {"x": x}
    assert type(row["x"]) is type(x)


@pytest.mark.parametrize("x", [[], [1, 2], ["a", None, 1.5], [[1], [2, [3]]], {"a": {"b": [1, {"c": None}]}}], ids=repr)
def test_lists_and_maps_come_back_as_they_were(any_store: GraphStore, x: Any) -> None:
    """Nested lists and maps come back equal."""
    assert any_store.run(GIVEN_BACK, {"x": x}) == [{"x": x}]


@pytest.mark.parametrize("x", [2**53, 0.5, "ünï 😀", [1, 2, 3], ["a", "b"], [], True], ids=repr)
def test_a_stored_property_comes_back_as_it_was(any_store: GraphStore, x: Any) -> None:
    """What is stored on a node is read back equal and of the same type."""
    any_store.execute(lambda tx: tx.run(STORED, {"x": x}))
    (row,) = any_store.run(READ)
    assert row == {"x": x}
    assert type(row["x"]) is type(x)


def test_a_batch_of_rows_keeps_every_value(any_store: GraphStore) -> None:
    """A list of maps, the form of every load, arrives whole: long integers, nulls, floats, every script."""
    rows = [{"n": n, "big": 2**63 - 1 - n, "text": f"é{n}\u0001", "none": None, "half": n / 2} for n in range(2000)]
    found = any_store.run(query("UNWIND $rows AS row RETURN row ORDER BY row.n"), {"rows": rows})
    assert [row["row"] for row in found] == rows


def test_an_instant_comes_back_as_an_aware_datetime_in_utc(any_store: GraphStore) -> None:
    """Epoch milliseconds, texts with an offset and aware parameters are the same instant in UTC."""
    text = query(
        "RETURN datetime({epochMillis: 1767323045123}) AS a, datetime('2026-01-02T05:04:05.123+02:00') AS b, $c AS c,"
        " [datetime({epochMillis: 1767323045123})] AS d, {e: datetime({epochMillis: 1767323045123})} AS e"
    )
    instant = datetime(2026, 1, 2, 3, 4, 5, 123000, UTC)
    (row,) = any_store.run(text, {"c": instant.astimezone(timezone(timedelta(hours=-5)))})
    assert row == {"a": instant, "b": instant, "c": instant, "d": [instant], "e": {"e": instant}}
    assert row["a"].tzinfo is UTC


@pytest.mark.parametrize("ms", [0, 1, -1, 1_700_000_000_123, -62_135_596_800_000, 253_402_300_799_999])
def test_a_stored_instant_keeps_its_milliseconds(any_store: GraphStore, ms: int) -> None:
    """From year 1 to year 9999, epoch milliseconds survive being stored, and compare with a parameter."""
    any_store.execute(
        lambda tx: tx.run(query("CREATE (:Account {id: 'a', at: datetime({epochMillis: $ms})})"), {"ms": ms})
    )
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
    asked = query("MATCH (a:Account) RETURN a.at AS at, a.at.epochMillis AS ms, a.at = $at AS same")
    assert any_store.run(asked, {"at": at}) == [{"at": at, "ms": ms, "same": True}]


def test_nanoseconds_are_cut_to_microseconds(any_store: GraphStore) -> None:
    """A finer instant is cut, not rounded into the future."""
    (row,) = any_store.run(query("RETURN datetime('2026-01-02T03:04:05.999999999Z') AS at"))
    assert row["at"] == datetime(2026, 1, 2, 3, 4, 5, 999999, UTC)


def test_other_values_of_time_and_place_have_one_form(any_store: GraphStore) -> None:
    """Dates are dates; times and durations ISO 8601 text; a time without zone is taken as UTC; a point is a map."""
    text = query(
        "RETURN date('2026-01-02') AS day, time('03:04:05.5+02:00') AS time, localtime('03:04') AS local,"
        " localdatetime('2026-01-02T03:04:05') AS moment, duration('P1Y2M3DT4H5.5S') AS duration,"
        " duration({seconds: -1, milliseconds: 500}) AS back, point({x: 1, y: 2}) AS flat,"
        " point({longitude: 1.5, latitude: 2.5}) AS place"
    )
    assert any_store.run(text) == [
        {
            "day": date(2026, 1, 2),
            "time": "03:04:05.5+02:00",
            "local": "03:04:00",
            "moment": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
            "duration": "P14M3DT14405.5S",
            "back": "PT-0.5S",
            "flat": {"x": 1.0, "y": 2.0, "crs": "cartesian", "srid": 7203},
            "place": {"x": 1.5, "y": 2.5, "longitude": 1.5, "latitude": 2.5, "crs": "WGS-84", "srid": 4326},
        }
    ]


def test_nodes_relationships_and_paths_are_plain_maps(any_store: GraphStore) -> None:
    """An entity is its labels or type with its properties; a path says which way each relationship points."""
    at = datetime(2026, 1, 2, tzinfo=UTC)
    text = (
        "CREATE (:Account {id: 'a', at: datetime('2026-01-02T00:00:00Z')})-[:USED {count: 2}]->(:IP {id: '192.0.2.1'})"
    )
    any_store.execute(lambda tx: tx.run(query(text, "write")))
    account = {"labels": ["Account"], "properties": {"at": at, "id": "a"}}
    address = {"labels": ["IP"], "properties": {"id": "192.0.2.1"}}
    used = {"type": "USED", "properties": {"count": 2}}
    (row,) = any_store.run(query("MATCH p = (i:IP)<-[u:USED]-(a:Account) RETURN a, u, p, [i] AS list, {i: i} AS map"))
    assert row == {
        "a": account,
        "u": used,
        "p": {"nodes": [address, account], "relationships": [{**used, "start": 1, "end": 0}]},
        "list": [address],
        "map": {"i": address},
    }


@pytest.mark.parametrize("x", [2**63, -(2**63) - 1, "\ud800", [{"deep": 2**64}]], ids=ascii)
def test_a_value_no_store_can_hold_is_an_error(any_store: GraphStore, x: Any) -> None:
    """An integer beyond 64 bits or half a character is refused, not cut."""
    with pytest.raises(QueryError, match="no store can hold"):
        any_store.run(GIVEN_BACK, {"x": x})
