"""Whole labels and types of the embedded store by column, read by scanning: no query, no value that crosses alone.

Records are taken so many at a time inside the Java machine, and each property of all of them leaves it as one array, or
as one text. What a tie connects comes as two numbers, where its ends lie, which ``nodes`` gives for nodes likewise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import jpype
import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.store import java_rows
from linkage.store.base import Property
from linkage.store.embedded_errors import translated

RECORDS = 200_000
"""Records that are taken at a time."""
_BETWEEN = "\0"
_UNKNOWN_MS = -1


class EmbeddedScan:
    """A ``Scan`` of a database of the embedded engine."""

    def __init__(self, database: Any) -> None:
        self._java = database.get_java_database()

    def nodes(self, label: str, properties: Mapping[str, Property]) -> pl.DataFrame:
        """Return one row a node; see ``Scan``."""
        return self._scan(label, {"place": "getIdentity"}, properties)

    def ties(self, name: str, properties: Mapping[str, Property]) -> pl.DataFrame:
        """Return one row a tie; see ``Scan``."""
        return self._scan(name, {"start": "getOut", "end": "getIn"}, properties)

    def _scan(self, name: str, places: Mapping[str, str], properties: Mapping[str, Property]) -> pl.DataFrame:
        schema: dict[str, type[pl.DataType]] = {
            **dict.fromkeys(places, pl.Int64),
            **{one: _TYPES[kind] for one, kind in properties.items()},
        }
        frames = [pl.DataFrame(schema=schema)]
        with translated(f"reading {name}"):
            for records in self._records(name):
                columns: dict[str, Any] = {one: _places(records, method) for one, method in places.items()}
                columns |= {one: _column(records, one, kind) for one, kind in properties.items()}
                frames.append(pl.DataFrame(columns, schema=schema))
        return pl.concat(frames, rechunk=True)

    def _records(self, name: str) -> Iterator[Any]:
        """Yield arrays of records; none where there is no such label or type yet."""
        if not self._java.getSchema().existsType(name):
            return
        left = int(self._java.countType(name, False))
        records = self._java.iterateType(name, False)
        while left > 0:
            count = min(left, RECORDS)
            yield java_rows.take(records, count, _of("com.arcadedb.database.Document"))
            left -= count


_TYPES: dict[Property, type[pl.DataType]] = {"text": pl.String, "number": pl.Int64, "time": pl.Int64}


def _column(records: Any, name: str, kind: Property) -> Any:
    of_name = java_rows.lookup().findVirtual(
        _of("com.arcadedb.database.Document").class_,
        "get",
        java_rows.signature(_of("java.lang.Object"), _of("java.lang.String")),
    )
    found = java_rows.then(java_rows.item(records), java_rows.bound(of_name, 1, name))
    if kind == "text":
        return _texts(found, len(records))
    return _numbers(java_rows.numbers(found) if kind == "number" else java_rows.epoch_ms(found, _UNKNOWN_MS), records)


def _texts(found: Any, count: int) -> list[str]:
    """Return what the handle gives for each record as text, empty where there is nothing."""
    strings = java_rows.fill(jpype.JArray(_of("java.lang.CharSequence"))(count), java_rows.strings(found))
    texts = str(_of("java.lang.String").join(_BETWEEN, strings)).split(_BETWEEN)
    return texts if len(texts) == count else [str(one) for one in strings]


def _places(records: Any, method: str) -> NDArray[np.int64]:
    rid, whole = _of("com.arcadedb.database.RID"), _of("java.lang.Long").TYPE
    owner = _of("com.arcadedb.database.Record" if method == "getIdentity" else "com.arcadedb.graph.Edge")
    of_record = java_rows.lookup().findVirtual(owner.class_, method, java_rows.signature(rid))
    row = java_rows.then(java_rows.seen_as(java_rows.item(records), owner), of_record)
    position = java_rows.lookup().findVirtual(rid.class_, "getPosition", java_rows.signature(whole))
    bucket = java_rows.lookup().findVirtual(rid.class_, "getBucketId", java_rows.signature(int))
    buckets = java_rows.then(row, bucket).asType(java_rows.signature(whole, int))
    return _numbers(buckets, records) << 40 | _numbers(java_rows.then(row, position), records)


def _numbers(handle: Any, records: Any) -> NDArray[np.int64]:
    return np.array(java_rows.fill(jpype.JArray(jpype.JLong)(len(records)), handle), np.int64)


def _of(name: str) -> Any:
    return jpype.JClass(name)
