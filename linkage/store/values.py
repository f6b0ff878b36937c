"""What both transports agree on when they turn a store's values into plain Python."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(seconds: int, nanoseconds: int) -> datetime:
    """Return the instant as an aware datetime in UTC, cut to microseconds."""
    return _EPOCH + timedelta(seconds=seconds, microseconds=nanoseconds // 1000)


def iso_duration(months: int, days: int, seconds: int, nanoseconds: int) -> str:
    """Return the duration as ISO 8601 text that keeps the four parts apart: ``P14M3DT3661.5S``.

    >>> iso_duration(14, 3, 3661, 500_000_000)
    'P14M3DT3661.5S'
    >>> iso_duration(0, 0, -1, 500_000_000)
    'PT-0.5S'
    >>> iso_duration(0, 0, 0, 0)
    'PT0S'
    """
    total = seconds * 10**9 + nanoseconds
    whole, rest = divmod(abs(total), 10**9)
    sign = "-" if total < 0 else ""
    fraction = f".{rest:09d}".rstrip("0") if rest else ""
    day_part = (f"{months}M" if months else "") + (f"{days}D" if days else "")
    time_part = f"T{sign}{whole}{fraction}S" if total or not day_part else ""
    return f"P{day_part}{time_part}"


def iso_time(hour: int, minute: int, second: int, nanosecond: int, offset: int | None) -> str:
    """Return the time of day as ISO 8601 text; ``offset`` in seconds east of UTC, None where there is no zone.

    >>> iso_time(3, 4, 5, 500_000_000, 7200), iso_time(3, 4, 0, 0, 0), iso_time(3, 4, 0, 0, None)
    ('03:04:05.5+02:00', '03:04:00Z', '03:04:00')
    """
    fraction = f".{nanosecond:09d}".rstrip("0") if nanosecond else ""
    zone = "" if offset is None else "Z"
    if offset:
        hours, minutes = divmod(abs(offset) // 60, 60)
        zone = f"{'-' if offset < 0 else '+'}{hours:02d}:{minutes:02d}"
    return f"{hour:02d}:{minute:02d}:{second:02d}{fraction}{zone}"
