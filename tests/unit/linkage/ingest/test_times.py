"""Times of any understood form become milliseconds, or are refused with a reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.ingest.times import NO_ZONE, OUT_OF_RANGE, PERHAPS_MS, to_ms

MOMENT = 1_767_323_045_000


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("2026-01-02T03:04:05Z", MOMENT),
        ("2026-01-02t03:04:05z", MOMENT),
        (" 2026-01-02 03:04:05Z ", MOMENT),
        ("2026-01-02T03:04:05.1239Z", MOMENT + 123),
        ("2026-01-02T03:04:05.5+00:00", MOMENT + 500),
        ("2026-01-02T04:34:05+01:30", MOMENT),
        ("2026-01-01T22:04:05-05:00", MOMENT),
        ("1767323045", MOMENT),
        ("1767323045.25", MOMENT + 250),
        ("2026-12-31T23:59:60Z", 1_798_761_599_000),
    ],
)
def test_understood_forms(text: str, ms: int) -> None:
    """RFC 3339 in any offset and epoch seconds give the same millisecond."""
    values, reasons = to_ms(pl.Series([text]))
    assert (values.to_list(), reasons.to_list()) == ([ms], [None])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("9999-01-01T00:00:00Z", OUT_OF_RANGE),
        ("1989-12-31T23:59:59Z", OUT_OF_RANGE),
        ("2100-01-01T00:00:00Z", OUT_OF_RANGE),
        ("1767323045000", PERHAPS_MS),
        ("2026-01-02T03:04:05", NO_ZONE),
        ("2026-02-30T00:00:00Z", "not an RFC 3339 time or epoch seconds"),
        ("2026-01-02T24:00:00Z", "not an RFC 3339 time or epoch seconds"),
        ("2026-01-02T03:04:05+25:00", "not an RFC 3339 time or epoch seconds"),
        ("2026-1-2T3:4:5Z", "not an RFC 3339 time or epoch seconds"),
        ("yesterday", "not an RFC 3339 time or epoch seconds"),
        ("", "empty"),
    ],
)
def test_refused_forms(text: str, reason: str) -> None:
    """Anything else is refused with a reason that says what to do."""
    values, reasons = to_ms(pl.Series([text, "1767323045"]))
    assert (values.to_list(), reasons.to_list()) == ([None, MOMENT], [reason, None])


def test_milliseconds_only_when_declared() -> None:
    """Epoch milliseconds are taken where the mapping says so, as text or as numbers."""
    for values in (pl.Series(["1767323045000"]), pl.Series([1_767_323_045_000])):
        assert to_ms(values, "ms")[0].to_list() == [MOMENT]


def test_formats_are_utc() -> None:
    """A strptime format without a zone is UTC; one with ``%z`` is converted."""
    assert to_ms(pl.Series(["02/01/2026 03:04:05"]), "%d/%m/%Y %H:%M:%S")[0].to_list() == [MOMENT]
    assert to_ms(pl.Series(["02/01/2026 04:04:05 +0100"]), "%d/%m/%Y %H:%M:%S %z")[0].to_list() == [MOMENT]
    assert to_ms(pl.Series(["2026-01-02"]), "%Y-%m-%d")[0].to_list() == [1_767_312_000_000]


def test_typed_columns() -> None:
    """Parquet's datetimes, dates and numbers need no text."""
    aware = datetime(2026, 1, 2, 4, 4, 5, tzinfo=timezone(timedelta(hours=1)))
    assert to_ms(pl.Series([aware, None]))[0].to_list() == [MOMENT, None]
    assert to_ms(pl.Series([datetime(2026, 1, 2, 3, 4, 5)]))[0].to_list() == [MOMENT]
    assert to_ms(pl.Series([1_767_323_045.5, float("nan"), float("inf")]))[0].to_list() == [MOMENT + 500, None, None]
    assert to_ms(pl.Series([2**63 - 1, -(2**63)]))[0].to_list() == [None, None]


@given(
    st.datetimes(datetime(1990, 1, 2), datetime(2099, 12, 30)),
    st.integers(-23 * 60, 23 * 60),
)
def test_every_offset_agrees_with_the_library(naive: datetime, minutes: int) -> None:
    """For any time and offset the result is what Python's own parser says."""
    moment = naive.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    expected = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    assert to_ms(pl.Series([moment.isoformat()]))[0].to_list() == [expected]
