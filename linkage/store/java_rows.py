"""Columns become rows inside the Java machine: no value crosses on its own, and no Java is compiled.

A column crosses as the primitive arrays it consists of (Arrow's own, for text), in one copy each. What makes a row of
them is a method handle of row number -> value, combined from handles of the Java library and of the engine; Java runs
it over all rows, and compiles it like a loop of its own. Each function here returns such a handle, of one ``int``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import jpype
import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.store.embedded_params import exact, one_by_one


def run(count: int, handle: Any) -> None:
    """Call the handle, which returns nothing, with each number below ``count``, in order."""
    consumer = _class("java.util.function.IntConsumer").class_
    _class("java.util.stream.IntStream").range(0, count).forEach(_as(consumer, handle))


def fill(array: Any, handle: Any) -> Any:
    """Put what the handle returns for each number into the Java array, and return it."""
    of_longs = isinstance(array, jpype.JArray(jpype.JLong))
    name = "java.util.function.IntToLongFunction" if of_longs else "java.util.function.IntFunction"
    _class("java.util.Arrays").setAll(array, _as(_class(name).class_, handle))
    return array


def value(column: pl.Series) -> Any:
    """Return the value in each row of a column without nulls: text, whole numbers, flags or times (ms, UTC)."""
    if column.dtype == pl.String:
        return text(column)
    if isinstance(column.dtype, pl.Datetime):
        return moment(column.dt.epoch("ms").to_numpy())
    if column.dtype == pl.Boolean:
        return item(jpype.JArray(jpype.JBoolean)(column.to_numpy()))
    return whole(column.to_numpy())


def text(column: pl.Series) -> Any:
    """Return the string in each row."""
    starts, lengths, data = _bytes(column)
    string = _class("java.lang.String")
    charset = _class("java.nio.charset.Charset")
    made = lookup().findConstructor(string.class_, signature(None, data, int, int, charset))
    utf8 = _class("java.nio.charset.StandardCharsets").UTF_8
    of_bytes = _handles().insertArguments(_handles().insertArguments(made, 0, data), 2, utf8)
    return _of_row(_handles().filterArguments(of_bytes, 0, item(starts), item(lengths)))


def longs(numbers: NDArray[np.int64]) -> Any:
    """Return the number in each row."""
    return item(jpype.JArray(jpype.JLong)(np.ascontiguousarray(numbers, np.int64)))


def whole(numbers: NDArray[np.int64]) -> Any:
    """Return the number in each row as the engine's Cypher holds it: 32 bits where they are enough, here for all."""
    if len(numbers) and (numbers.min() < -(1 << 31) or numbers.max() >= 1 << 31):
        return longs(numbers)
    return ints(numbers)


def ints(numbers: NDArray[np.int64]) -> Any:
    """Return the number in each row, as 32 bits."""
    return item(jpype.JArray(jpype.JInt)(numbers.astype(np.int32)))


def take(iterator: Any, count: int, kind: Any) -> Any:
    """Return the next so many of an iterator as an array of a kind of object."""
    following = lookup().findVirtual(_class("java.util.Iterator").class_, "next", signature(_class("java.lang.Object")))
    rows = jpype.JArray(_class("java.lang.Class"))([_java_class(int)])
    of_row = _handles().dropArguments(following.bindTo(iterator), 0, rows)
    return fill(jpype.JArray(kind)(count), of_row)


def seen_as(handle: Any, kind: Any) -> Any:
    """Return the handle with what it returns taken for another kind of object."""
    return handle.asType(handle.type().changeReturnType(kind.class_))


def strings(handle: Any) -> Any:
    """Return as text what the handle returns, empty where that is nothing."""
    text_, obj = _class("java.lang.String"), _class("java.lang.Object")
    as_text = lookup().findStatic(_class("java.util.Objects").class_, "toString", signature(text_, obj, text_))
    return then(handle, bound(as_text, 1, ""))


def numbers(handle: Any) -> Any:
    """Return as a whole number what the handle returns."""
    number = _class("java.lang.Number")
    as_long = lookup().findVirtual(number.class_, "longValue", signature(_class("java.lang.Long").TYPE))
    return then(seen_as(handle, number), as_long)


def epoch_ms(handle: Any, unknown: int) -> Any:
    """Return as milliseconds since 1970 the time that the handle returns, another number where that is nothing."""
    instant, zoned, obj = _class("java.time.Instant"), _class("java.time.ZonedDateTime"), _class("java.lang.Object")
    nothing = zoned.ofInstant(instant.ofEpochMilli(unknown), _class("java.time.ZoneOffset").UTC)
    other = lookup().findStatic(_class("java.util.Objects").class_, "requireNonNullElse", signature(obj, obj, obj))
    some = then(handle, _handles().insertArguments(other, 1, nothing))
    chrono = _class("java.time.chrono.ChronoZonedDateTime")
    at = lookup().findVirtual(chrono.class_, "toInstant", signature(instant))
    ms = lookup().findVirtual(instant.class_, "toEpochMilli", signature(_class("java.lang.Long").TYPE))
    return then(then(seen_as(some, chrono), at), ms)


def bound(handle: Any, place: int, value: str) -> Any:
    """Return the handle with one argument given."""
    return _handles().insertArguments(handle, place, jpype.JString(value))


def moment(ms: NDArray[np.int64]) -> Any:
    """Return the time in each row as the engine's Cypher makes it: a ``ZonedDateTime`` in UTC."""
    instant, zoned = _class("java.time.Instant"), _class("java.time.ZonedDateTime")
    zone = _class("java.time.ZoneId")
    of_ms = lookup().findStatic(instant.class_, "ofEpochMilli", signature(instant, _class("java.lang.Long").TYPE))
    of_instant = lookup().findStatic(zoned.class_, "ofInstant", signature(zoned, instant, zone))
    in_utc = _handles().insertArguments(of_instant, 1, _class("java.time.ZoneOffset").UTC)
    return then(then(longs(ms), of_ms), in_utc)


def pairs(columns: Mapping[str, pl.Series]) -> Any:
    """Return name, value, name, value … in each row: how the engine takes properties."""
    made = _objects(2 * len(columns))
    for place, (name, column) in enumerate(columns.items()):
        made = _handles().insertArguments(made, place, jpype.JObject(name, _class("java.lang.Object")))
        made = _handles().filterArguments(made, place, _as_object(value(column)))
    return _of_row(made)


def with_maps(before: Any, maps: pl.Series, after: Any | None) -> Any:
    """Return ``pairs`` with those of a JSON object between them."""
    stream = _class("java.util.stream.Stream")
    join = lookup().findStatic(stream.class_, "concat", signature(stream, stream, stream))
    parts = [_stream_of(before), then(_maps(maps), _flat())] + ([_stream_of(after)] if after is not None else [])
    joined = parts[0]
    for part in parts[1:]:
        joined = _of_row(_handles().filterArguments(join, 0, joined, part))
    array = lookup().findVirtual(stream.class_, "toArray", signature(_array("java.lang.Object")))
    return then(joined, array)


def apply(handle: Any, *arguments: Any) -> Any:
    """Return a handle whose arguments are those that the given handles return for the row."""
    return _of_row(_handles().filterArguments(handle, 0, *arguments))


def _bytes(column: pl.Series) -> tuple[Any, Any, Any]:
    """Return starts, lengths and bytes of the texts as Java arrays."""
    arrow = column.to_arrow(compat_level=pl.CompatLevel.oldest())
    _, offsets, data = arrow.buffers()
    bounds = np.frombuffer(offsets, np.int64)[arrow.offset : arrow.offset + len(arrow) + 1]
    held = np.frombuffer(data, np.int8)[bounds[0] : bounds[-1]] if data is not None else np.zeros(0, np.int8)
    starts = jpype.JArray(jpype.JInt)((bounds[:-1] - bounds[0]).astype(np.int32))
    return starts, jpype.JArray(jpype.JInt)(np.diff(bounds).astype(np.int32)), jpype.JArray(jpype.JByte)(held)


def _maps(texts: pl.Series) -> Any:
    """Return the map that each JSON object is, value by value where the engine's reader would change one."""
    parsed = _class("com.arcadedb.serializer.json.JSONObject")
    made = lookup().findConstructor(parsed.class_, signature(None, _class("java.lang.String")))
    as_map = lookup().findVirtual(parsed.class_, "toMap", signature(_class("java.util.Map")))
    maps = fill(_array("java.util.Map")(len(texts)), then(then(text(texts), made), as_map))
    for place in (~exact(texts)).arg_true():
        maps[place] = one_by_one(json.loads(texts[place]))
    return item(maps)


@cache
def _flat() -> Any:
    """Return the handle of map -> stream of its names and values in turn."""
    map_, entry, stream = _class("java.util.Map"), _class("java.util.Map$Entry"), _class("java.util.stream.Stream")
    obj, set_ = _class("java.lang.Object"), _class("java.util.Set")
    parts = [lookup().findVirtual(entry.class_, name, signature(obj)) for name in ("getKey", "getValue")]
    two = _handles().filterArguments(_objects(2), 0, *parts)
    both = _handles().permuteArguments(two, signature(_array("java.lang.Object"), entry), *_zeros(2))
    function = _as(_class("java.util.function.Function").class_, _stream_of(both))
    entries = lookup().findVirtual(map_.class_, "entrySet", signature(set_))
    streamed = lookup().findVirtual(set_.class_, "stream", signature(stream))
    mapped = lookup().findVirtual(stream.class_, "flatMap", signature(stream, _class("java.util.function.Function")))
    return then(then(entries, streamed), _handles().insertArguments(mapped, 1, function))


def _stream_of(objects: Any) -> Any:
    stream = _class("java.util.stream.Stream")
    of = lookup().findStatic(stream.class_, "of", signature(stream, _array("java.lang.Object"))).asFixedArity()
    return then(objects, of)


def _objects(count: int) -> Any:
    array = _array("java.lang.Object").class_
    return _handles().identity(array).asCollector(array, count)


def _as_object(handle: Any) -> Any:
    return handle.asType(signature(_class("java.lang.Object"), int))


def item(array: Any) -> Any:
    """Return what the Java array has in each row."""
    return _handles().arrayElementGetter(array.getClass()).bindTo(array)


def _of_row(handle: Any) -> Any:
    """Return the handle with the row's number for each of its arguments."""
    kind = handle.type()
    return _handles().permuteArguments(handle, signature(kind.returnType(), int), *_zeros(kind.parameterCount()))


def then(handle: Any, function: Any) -> Any:
    """Return the function of what the handle returns."""
    return _handles().filterReturnValue(handle, function)


def _as(interface: Any, handle: Any) -> Any:
    return _class("java.lang.invoke.MethodHandleProxies").asInterfaceInstance(interface, handle)


def _zeros(count: int) -> Iterable[Any]:
    return [jpype.JInt(0)] * count


def signature(returned: Any, *taken: Any) -> Any:
    """Return the type of a method; Python's ``int`` and ``None`` stand for the primitive int and for nothing."""
    return _class("java.lang.invoke.MethodType").methodType(
        _java_class(returned), jpype.JArray(_class("java.lang.Class"))([_java_class(one) for one in taken])
    )


def _java_class(kind: Any) -> Any:
    if kind is int:
        return _class("java.lang.Integer").TYPE
    if kind is None:
        return _class("java.lang.Void").TYPE
    if isinstance(kind, jpype.JClass):
        return kind.class_
    return kind if isinstance(kind, _class("java.lang.Class")) else kind.getClass()


@cache
def _array(name: str) -> Any:
    return jpype.JArray(_class(name))


@cache
def lookup() -> Any:
    """Return what finds public methods of Java."""
    return _handles().publicLookup()


def _handles() -> Any:
    return _class("java.lang.invoke.MethodHandles")


@cache
def _class(name: str) -> Any:
    return jpype.JClass(name)
