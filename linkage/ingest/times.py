"""Times of any understood form become int64 milliseconds since the epoch, UTC.

By itself a time is RFC 3339 (``2026-01-02T03:04:05Z``, any offset, any fraction; ``T`` may be a space) or epoch seconds
(fractions allowed); both may stand in one column. Epoch milliseconds are never guessed: say ``time = "ms"`` in the
mapping file. A strptime format is read as UTC unless it has ``%z``. Fractions below a millisecond are cut off. The leap
second ``:60`` counts as ``:59``. Accepted are 1990-01-01 to 2099-12-31.
"""

from __future__ import annotations

import polars as pl

EARLIEST = 631_152_000_000
"""1990-01-01T00:00:00Z in ms."""
LATEST = 4_102_444_800_000
"""2100-01-01T00:00:00Z in ms, exclusive."""

MISSING = "empty"
OUT_OF_RANGE = "not between 1990 and 2100"
PERHAPS_MS = 'not between 1990 and 2100 in seconds (for milliseconds say time = "ms" in a linkage.toml)'
NO_ZONE = "a time without a zone (end it with Z, or say its format in a linkage.toml)"

_CLOCK = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?"
_ZULU = _CLOCK + r"[Zz]$"
_OFFSET = _CLOCK + r"[+-][0-9]{2}:[0-9]{2}$"
_NUMBER = r"^-?[0-9]{1,18}(\.[0-9]+)?$"


def to_ms(values: pl.Series, rule: str = "auto") -> tuple[pl.Series, pl.Series]:
    """Return ms (Int64, null where not readable) and reasons (String, null where readable), each of shape (n,).

    Parameters
    ----------
    values
        Text, numbers, dates or datetimes.
    rule
        ``auto``, ``ms`` or a strptime format; see ``Table.time``.
    """
    if values.dtype.is_temporal():
        return _judged(values, _of_datetimes(values), rule)
    if values.dtype.is_numeric():
        return _judged(values, _of_numbers(values, rule), rule)
    text = values.cast(pl.String).str.strip_chars()
    text = text.set(text == "", None)
    return _judged(text, _of_text(text, rule), rule)


def _of_datetimes(values: pl.Series) -> pl.Series:
    if values.dtype in (pl.Time, pl.Duration):
        return pl.repeat(None, len(values), dtype=pl.Int64, eager=True)
    if isinstance(values.dtype, pl.Datetime) and values.dtype.time_zone:
        values = values.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    return values.cast(pl.Datetime("ms"), strict=False).dt.epoch("ms")


def _of_numbers(values: pl.Series, rule: str) -> pl.Series:
    if values.dtype.is_integer():
        values = values.cast(pl.Int64, strict=False)
        return values if rule == "ms" else values.clip(-(10**15), 10**15) * 1000
    values = values.cast(pl.Float64, strict=False)
    scaled = values if rule == "ms" else values * 1000
    return scaled.set(~scaled.is_finite(), None).round(3).floor().cast(pl.Int64, strict=False)


def _of_text(text: pl.Series, rule: str) -> pl.Series:
    if rule not in ("auto", "ms"):
        parsed = text.str.to_datetime(rule, strict=False, exact=True, time_unit="ms")
        return _of_datetimes(parsed)
    ms = _of_zulu(text) if rule == "auto" else pl.repeat(None, len(text), dtype=pl.Int64, eager=True)
    for pattern, read in ((_OFFSET, _of_offsets), (_NUMBER, lambda some: _of_digits(some, rule))):
        if rule == "ms" and pattern == _OFFSET:
            continue
        open_ = ms.is_null() & text.is_not_null()
        if not open_.any():
            break
        wanted = open_ & text.str.contains(pattern)
        if wanted.any():
            ms = ms.scatter(wanted.arg_true(), read(text.filter(wanted)))
    return ms


def _of_zulu(text: pl.Series) -> pl.Series:
    plain = text.str.contains(_ZULU)
    return _clock(text.set(~plain.fill_null(False), None).str.head(-1))


def _of_offsets(text: pl.Series) -> pl.Series:
    sign = text.str.slice(-6, 1).replace_strict({"+": 1, "-": -1}, return_dtype=pl.Int64)
    hours = text.str.slice(-5, 2).cast(pl.Int64)
    minutes = text.str.slice(-2, 2).cast(pl.Int64)
    offset = sign * (hours * 60 + minutes) * 60_000
    return _clock(text.str.head(-6)).set((hours > 23) | (minutes > 59), None) - offset


def _clock(text: pl.Series) -> pl.Series:
    whole = text.str.slice(0, 10) + "T" + text.str.slice(11, 6) + text.str.slice(17, 2).str.replace("^60$", "59")
    seconds = whole.str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False, exact=True, time_unit="ms").dt.epoch("ms")
    fraction = text.str.slice(20, 3)
    if not (fraction != "").any():
        return seconds
    return seconds + fraction.str.pad_end(3, "0").cast(pl.Int64, strict=False).fill_null(0)


def _of_digits(text: pl.Series, rule: str) -> pl.Series:
    parts = pl.DataFrame({"text": text}).select(
        whole=pl.col("text").str.extract(r"^(-?[0-9]+)").cast(pl.Int64),
        part=pl.col("text")
        .str.extract(r"\.([0-9]+)$")
        .fill_null("")
        .str.slice(0, 3)
        .str.pad_end(3, "0")
        .cast(pl.Int64),
    )
    if rule == "ms":
        return parts["whole"]
    return parts["whole"].clip(-(10**15), 10**15) * 1000 + parts["part"]


def _judged(values: pl.Series, ms: pl.Series, rule: str) -> tuple[pl.Series, pl.Series]:
    good = ms.is_between(EARLIEST, LATEST - 1).fill_null(False)
    if good.all():
        return ms, pl.repeat(None, len(ms), dtype=pl.String, eager=True)
    unreadable = {"auto": "not an RFC 3339 time or epoch seconds", "ms": "not epoch milliseconds"}.get(
        rule, "not a time of the format that the mapping names"
    )
    zoneless = (
        values.cast(pl.String).str.contains(_CLOCK + "$") if rule == "auto" else pl.repeat(False, len(ms), eager=True)
    )
    in_ms = ms.is_between(EARLIEST * 1000, LATEST * 1000) if rule == "auto" else pl.repeat(False, len(ms), eager=True)
    frame = pl.DataFrame({"given": values.is_not_null(), "ms": ms, "good": good, "zoneless": zoneless, "in_ms": in_ms})
    reason = (
        pl.when("good")
        .then(None)
        .when(~pl.col("given"))
        .then(pl.lit(MISSING))
        .when(pl.col("ms").is_null() & pl.col("zoneless"))
        .then(pl.lit(NO_ZONE))
        .when(pl.col("ms").is_null())
        .then(pl.lit(unreadable))
        .when("in_ms")
        .then(pl.lit(PERHAPS_MS))
        .otherwise(pl.lit(OUT_OF_RANGE))
        .cast(pl.String)
    )
    return ms.set(~good, None), frame.select(reason.alias("reason")).to_series()
