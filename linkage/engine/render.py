"""Answers as text: a table for people, CSV and JSON lines for programs."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

from linkage.store.base import Answer

Format = Literal["table", "csv", "jsonl"]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MAX_WIDTH = 48
"""Columns of a table are cut at this many character cells; CSV and JSON lines are never cut."""


def lines(answer: Answer, form: Format) -> Iterator[str]:
    """Yield the answer line by line, without line ends; the same answer gives the same lines.

    Times are RFC 3339 in UTC. In ``csv`` and ``table`` a list or a map is JSON and null is empty.
    """
    if answer.columns:
        yield from {"table": _table, "csv": _csv, "jsonl": _jsonl}[form](answer)


def plain(value: Any) -> Any:
    """Return the value as JSON knows it: times as RFC 3339 text, maps in key order, the rest as text."""
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, Mapping):
        return {str(key): plain(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def instant(ms: int) -> datetime:
    """Return the time so many milliseconds after the epoch, in UTC."""
    return _EPOCH + timedelta(milliseconds=ms)


def epoch_millis(moment: datetime) -> int:
    """Return int64 milliseconds from the epoch to an aware time."""
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def aware(moment: datetime) -> datetime:
    """Return the time with an offset: UTC where it has none."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def rfc3339(moment: datetime) -> str:
    """Return the time in UTC, with milliseconds only where there are any: ``2026-01-02T03:04:05Z``."""
    utc = moment.astimezone(UTC) if moment.tzinfo else moment
    spec = "milliseconds" if utc.microsecond // 1000 else "seconds"
    return utc.replace(tzinfo=None).isoformat(timespec=spec) + "Z"


def _jsonl(answer: Answer) -> Iterator[str]:
    for row in answer.rows:
        yield json.dumps({column: plain(row.get(column)) for column in answer.columns}, ensure_ascii=False)


def _csv(answer: Answer) -> Iterator[str]:
    yield _csv_line(answer.columns)
    for row in answer.rows:
        yield _csv_line([_text(row.get(column)) for column in answer.columns])


def _csv_line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def _text(value: Any) -> str:
    known = plain(value)
    if known is None:
        return ""
    return known if isinstance(known, str) else json.dumps(known, ensure_ascii=False)


def _table(answer: Answer) -> Iterator[str]:
    head = list(answer.columns)
    cells = [[_cell(row.get(column)) for column in head] for row in answer.rows]
    widths = [max(map(_width, column)) for column in zip(head, *cells, strict=True)]
    right = [_is_numeric(answer, column) for column in head]
    yield _table_line(head, widths, right)
    yield "  ".join("-" * width for width in widths)
    for line in cells:
        yield _table_line(line, widths, right)


def _table_line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    return "  ".join(map(_padded, cells, widths, right)).rstrip()


def _padded(cell: str, width: int, right: bool) -> str:
    blank = " " * (width - _width(cell))
    return blank + cell if right else cell + blank


def _cell(value: Any) -> str:
    """Return the text of a value, cut to the widest a column may be, with nothing in it that moves the cursor."""
    text = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in _text(value))
    if _width(text) <= MAX_WIDTH:
        return text
    while _width(text) >= MAX_WIDTH:
        text = text[: MAX_WIDTH - 1] if len(text) > MAX_WIDTH else text[:-1]
    return text + "…"


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _is_numeric(answer: Answer, column: str) -> bool:
    values = [row.get(column) for row in answer.rows]
    return any(v is not None for v in values) and all(
        v is None or (isinstance(v, int | float) and not isinstance(v, bool)) for v in values
    )
