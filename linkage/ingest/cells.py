"""Check single columns: text, ids, counts and flags, each with a reason where a cell is refused."""

from __future__ import annotations

import polars as pl

MOST_COUNT = 1_000_000_000
MOST_BYTES = 1000
"""Bytes in an account id, identifier or fingerprint."""

EMPTY = "empty"
TOO_LONG = "longer than 1,000 bytes"
CONTROL = "holds a control character"

_INTEGERS = (pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt16, pl.UInt32)
_CONTROL = r"[\x00-\x1f\x7f-\x9f]"


def as_text(values: pl.Series) -> pl.Series:
    """Return any column as text without white space around, null where nothing is left; ``12.0`` becomes ``12``."""
    if values.dtype.is_float():
        whole = values.is_finite() & (values == values.floor()) & (values.abs() < 2**53)
        digits = values.set(~whole, None).cast(pl.Int64, strict=False).cast(pl.String)
        values = pl.select(pl.when(whole).then(digits).otherwise(values.cast(pl.String))).to_series()
    text = values.cast(pl.String).str.strip_chars()
    return text.set((text == "").fill_null(False), None)


def why_no_id(text: pl.Series) -> pl.Series:
    """Return why each cell can be no id, null where it can; shape (n,)."""
    frame = pl.DataFrame({"text": text})
    reason = (
        pl.when(pl.col("text").is_null())
        .then(pl.lit(EMPTY))
        .when(pl.col("text").str.len_bytes() > MOST_BYTES)
        .then(pl.lit(TOO_LONG))
        .when(pl.col("text").str.contains(_CONTROL))
        .then(pl.lit(CONTROL))
    )
    return frame.select(reason.alias("reason")).to_series()


def counts(values: pl.Series | None, height: int) -> tuple[pl.Series, pl.Series]:
    """Return counts (Int64, 1 where the cell is empty or there is no column) and reasons, each of shape (height,)."""
    nothing = pl.repeat(None, height, dtype=pl.String, eager=True)
    if values is None:
        return pl.repeat(1, height, dtype=pl.Int64, eager=True), nothing
    if values.dtype in _INTEGERS:
        return _judged(values.cast(pl.Int64).fill_null(1))
    text = as_text(values).fill_null("1").str.replace(r"^\+?([0-9]+)(\.0*)?$", "$1")
    frame = pl.DataFrame({"text": text}).with_columns(number=pl.col("text").cast(pl.Int64, strict=False))
    reason = (
        pl.when(pl.col("number").is_null() & pl.col("text").str.contains(r"^-?[0-9]+$"))
        .then(pl.lit("more than 1,000,000,000"))
        .when(pl.col("number").is_null() | ~pl.col("text").str.contains(r"^-?[0-9]+$"))
        .then(pl.lit("not a whole number"))
        .when(pl.col("number") < 1)
        .then(pl.lit("less than 1"))
        .when(pl.col("number") > MOST_COUNT)
        .then(pl.lit("more than 1,000,000,000"))
    )
    return frame["number"], frame.select(reason.alias("reason")).to_series()


def _judged(numbers: pl.Series) -> tuple[pl.Series, pl.Series]:
    number = pl.col("number")
    reason = (
        pl.when(number < 1)
        .then(pl.lit("less than 1"))
        .when(number > MOST_COUNT)
        .then(pl.lit("more than 1,000,000,000"))
        .otherwise(pl.lit(None, pl.String))
    )
    return numbers, pl.DataFrame({"number": numbers}).select(reason.alias("reason")).to_series()
