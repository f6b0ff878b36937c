"""Find the records of CSV bytes: fast where quotes are used by the book, line by line where they are not."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from linkage.ingest.records import NEWLINE, RETURN, Records, Spans

QUOTE = 34
MOST_BYTES = 1 << 20
"""A quoted record over several lines that is longer than this is taken for a quote that was never closed."""
MOST_LINES = 100
"""As is one over more lines than this."""

LONE_RETURN = "a carriage return without a newline"
UNBALANCED = "a quote is not closed, or stands inside a cell that is not quoted"


def split_records(data: bytes, first_line: int, width: int, delimiter: bytes, *, last: bool) -> tuple[Records, bytes]:
    """Return the whole records at the front of ``data`` and the bytes behind them.

    Parameters
    ----------
    data
        Begins with a record; ends with a newline where it is the last of the file.
    first_line
        The physical line of its first byte.
    width
        Cells in the header; a record with more or fewer is refused.
    last
        Whether the file ends here, so that nothing may be left over.
    """
    whole = data if last else data[: data.rfind(b"\n") + 1]
    if b'"' not in whole:
        spans = Spans.of_lines(whole)
        return _checked(spans.records(whole, first_line), _where(whole, delimiter), width), data[len(whole) :]
    found = _by_the_book(whole, delimiter, width)
    if found is None or (last and found[0].end() < len(whole)):
        spans = _line_by_line(whole, delimiter, width, last=last)
        rest = data[spans.end() :]
        return _checked(spans.records(whole[: spans.end()], first_line), None, width), rest
    spans, delimiters = found
    return _checked(spans.records(whole[: spans.end()], first_line), delimiters, width), data[spans.end() :]


def _checked(records: Records, delimiters: NDArray[np.int64] | None, width: int) -> Records:
    records.drop_blank()
    records.check_bytes()
    _refuse_lone_returns(records)
    if delimiters is not None:
        cells = np.searchsorted(delimiters, records.ends) - np.searchsorted(delimiters, records.starts) + 1
        for index in np.flatnonzero(cells != width).tolist():
            records.reasons.setdefault(index, _cells(cells[index], width))
    return records


def _cells(found: int, width: int) -> str:
    return f"{found} cells where the header has {width}"


def _where(data: bytes, byte: bytes) -> NDArray[np.int64]:
    return np.flatnonzero(np.frombuffer(data, np.uint8) == ord(byte))


def _refuse_lone_returns(records: Records) -> None:
    if b"\r" not in records.data or b'"' in records.data:
        return
    raw = np.frombuffer(records.data, np.uint8)
    returns = np.flatnonzero(raw == RETURN)
    lone = returns[raw[np.minimum(returns + 1, len(raw) - 1)] != NEWLINE]
    if len(lone):
        records.refuse(lone, LONE_RETURN)


def _by_the_book(data: bytes, delimiter: bytes, width: int) -> tuple[Spans, NDArray[np.int64]] | None:
    """Return spans and delimiters outside quotes, or None where a quote is out of place.

    Every opening quote must follow a delimiter, a newline or the quote it is doubled with; every closing one must
    come before one of them. A record over several lines with the wrong number of cells
    says that a quote was never closed.
    """
    raw = np.frombuffer(data, np.uint8)
    is_quote = raw == QUOTE
    inside = np.cumsum(is_quote, dtype=np.uint32) & 1 == 1
    newlines = np.flatnonzero((raw == NEWLINE) & ~inside)
    if not len(newlines):
        return None
    end = int(newlines[-1]) + 1
    quotes = np.flatnonzero(is_quote[:end])
    opening, closing = quotes[::2], quotes[1::2]
    separators = [ord(delimiter), NEWLINE, QUOTE]
    before = raw[opening - 1] if len(opening) and opening[0] else np.concatenate(([NEWLINE], raw[opening[1:] - 1]))
    fine = np.isin(before, separators).all() and np.isin(raw[closing + 1], [*separators, RETURN]).all()
    if not fine or ((raw[:end] == RETURN) & ~inside[:end] & (np.append(raw[1:end], 0) != NEWLINE)).any():
        return None
    spans = Spans(np.concatenate(([0], newlines[:-1] + 1)), newlines)
    delimiters = np.flatnonzero((raw[:end] == ord(delimiter)) & ~inside[:end])
    cells = np.searchsorted(delimiters, spans.ends) - np.searchsorted(delimiters, spans.starts) + 1
    several = np.searchsorted(all_newlines := np.flatnonzero(raw[:end] == NEWLINE), spans.ends) - np.searchsorted(
        all_newlines, spans.starts
    )
    if ((several > 0) & ((cells != width) | (several >= MOST_LINES) | (spans.ends - spans.starts > MOST_BYTES))).any():
        return None
    return spans, delimiters


def _line_by_line(data: bytes, delimiter: bytes, width: int, *, last: bool) -> Spans:
    """Return spans, giving up on one physical line at a time where its quotes cannot be understood."""
    record = _record(delimiter)
    starts: list[int] = []
    ends: list[int] = []
    reasons: dict[int, str] = {}
    at = 0
    while at < len(data):
        end = data.index(b"\n", at)
        match = record.match(data, at, min(len(data), at + max(MOST_BYTES, end + 1 - at)))
        cells = 0 if match is None else _count_cells(match[0], delimiter)
        if match is not None and (match.end() <= end + 1 or (cells == width and match[0].count(b"\n") <= MOST_LINES)):
            end = match.end() - 1
            if cells != width:
                reasons[len(starts)] = _cells(cells, width)
        elif not last and len(data) - at < MOST_BYTES:
            break
        else:
            reasons[len(starts)] = UNBALANCED if b'"' in data[at:end] else LONE_RETURN
        starts.append(at)
        ends.append(end)
        at = end + 1
    return Spans(np.array(starts, np.int64), np.array(ends, np.int64), reasons)


@cache
def _record(delimiter: bytes) -> re.Pattern[bytes]:
    cell = rb'(?:"[^"]*(?:""[^"]*)*"|[^"\r\n' + re.escape(delimiter) + rb"]*)"
    return re.compile(cell + rb"(?:" + re.escape(delimiter) + cell + rb")*\r?\n")


def _count_cells(record: bytes, delimiter: bytes) -> int:
    return re.sub(rb'"[^"]*"', b"", record).count(delimiter) + 1


def first_record(data: bytes, delimiter: bytes) -> bytes | None:
    """Return the first record of CSV bytes that is not blank, or None where its quotes cannot be understood."""
    body = data.lstrip(b"\r\n") + b"\n"
    match = _record(delimiter).match(body)
    return None if match is None else match[0]
