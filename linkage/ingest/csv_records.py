"""Find the records of CSV bytes: fast where quotes are used by the book, line by line where they are not."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from linkage.ingest.records import NEWLINE, RETURN, Records

QUOTE = 34
MOST_BYTES = 4 << 20
"""A record longer than this is refused rather than kept in memory."""


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
    if b'"' not in data:
        cut = data.rfind(b"\n") + 1
        return _plain(data[:cut], first_line, width, delimiter), data[cut:]
    raise NotImplementedError


def _plain(data: bytes, first_line: int, width: int, delimiter: bytes) -> Records:
    raw = np.frombuffer(data, np.uint8)
    newlines = np.flatnonzero(raw == NEWLINE)
    starts = np.concatenate(([0], newlines[:-1] + 1)) if len(newlines) else newlines
    records = Records(data, starts, newlines, first_line + np.arange(len(newlines)), {})
    records.drop_blank()
    records.check_bytes()
    _check_width(records, np.flatnonzero(raw == ord(delimiter)), width)
    return records


def _check_width(records: Records, delimiters: NDArray[np.int64], width: int) -> None:
    cells = np.searchsorted(delimiters, records.ends) - np.searchsorted(delimiters, records.starts) + 1
    for index in np.flatnonzero(cells != width).tolist():
        records.reasons.setdefault(index, f"{cells[index]} cells where the header has {width}")
