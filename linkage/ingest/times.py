"""Times of any understood form become int64 milliseconds since the epoch, UTC."""

from __future__ import annotations

import polars as pl

EARLIEST = 631_152_000_000
"""1990-01-01T00:00:00Z in ms."""
LATEST = 4_102_444_800_000
"""2100-01-01T00:00:00Z in ms, exclusive."""

MISSING = "empty"
UNREADABLE = "not an RFC 3339 time or epoch seconds"
OUT_OF_RANGE = "not between 1990 and 2100"

_ZULU = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}[Zz]$"


def to_ms(values: pl.Series, rule: str = "auto") -> tuple[pl.Series, pl.Series]:
    """Return ms (Int64, null where not readable) and reasons (String, null where readable), each of shape (n,).

    Parameters
    ----------
    values
        Text, numbers or datetimes.
    rule
        ``auto``, ``ms`` or a strptime format; see ``Table.time``.
    """
    text = values.cast(pl.String).str.strip_chars()
    ms = (
        text.str.replace("[Zz]$", "")
        .str.replace("[t ]", "T")
        .str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False, time_unit="ms")
        .dt.epoch("ms")
    )
    frame = pl.DataFrame({"text": text, "ms": ms})
    reason = (
        pl.when(pl.col("text").is_null() | (pl.col("text") == ""))
        .then(pl.lit(MISSING))
        .when(pl.col("ms").is_null())
        .then(pl.lit(UNREADABLE))
        .when(~pl.col("ms").is_between(EARLIEST, LATEST - 1))
        .then(pl.lit(OUT_OF_RANGE))
    )
    return ms, frame.select(reason.alias("reason")).to_series()
