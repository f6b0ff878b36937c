"""Where the records of a block of bytes begin and end, and which of them cannot be read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NEWLINE, RETURN = 10, 13


@dataclass(slots=True)
class Records:
    """Spans of one block of bytes.

    Parameters
    ----------
    data
        The bytes.
    starts, ends
        int64, shape (n,): each record without the newline that ends it.
    lines
        int64, shape (n,): the physical line it begins on, from 1.
    reasons
        Index -> why that record cannot be read.
    """

    data: bytes
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    lines: NDArray[np.int64]
    reasons: dict[int, str]

    def refuse(self, positions: NDArray[np.int64], reason: str) -> None:
        """Give the records around these byte positions a reason, unless they have one."""
        for index in np.unique(np.searchsorted(self.starts, positions, side="right") - 1).tolist():
            self.reasons.setdefault(index, reason)

    def drop_blank(self) -> None:
        """Forget records without a byte: a blank line is no row."""
        last = np.frombuffer(self.data, np.uint8)[np.maximum(self.ends - 1, 0)]
        length = self.ends - self.starts
        keep = (length > 1) | ((length == 1) & (last != RETURN))
        if keep.all():
            return
        where = np.cumsum(keep) - 1
        self.reasons = {int(where[index]): reason for index, reason in self.reasons.items() if keep[index]}
        self.starts, self.ends, self.lines = self.starts[keep], self.ends[keep], self.lines[keep]

    def check_bytes(self) -> None:
        """Refuse the records that hold a NUL byte, a lone carriage return, or are not UTF-8."""
        raw = np.frombuffer(self.data, np.uint8)
        if b"\0" in self.data:
            self.refuse(np.flatnonzero(raw == 0), "NUL byte")
        if self.data.isascii():
            return
        at = 0
        while at < len(self.data):
            try:
                self.data[at:].decode()
            except UnicodeDecodeError as error:
                index = int(np.searchsorted(self.starts, at + error.start, side="right") - 1)
                self.reasons.setdefault(index, "not valid UTF-8")
                at = int(self.ends[index]) + 1
            else:
                return

    def good(self) -> NDArray[np.bool_]:
        """Return which records have no reason against them; shape (n,)."""
        good = np.ones(len(self.starts), bool)
        good[list(self.reasons)] = False
        return good

    def good_bytes(self) -> bytes:
        """Return the readable records, each ended by a newline."""
        if not self.reasons:
            return self.data
        good = self.good()
        edges = np.flatnonzero(np.diff(np.concatenate(([False], good, [False]))))
        spans = zip(self.starts[edges[::2]].tolist(), self.ends[edges[1::2] - 1].tolist(), strict=True)
        return b"".join(self.data[start:end] + b"\n" for start, end in spans)

    def refused(self) -> tuple[list[int], list[str]]:
        """Return the lines and reasons of the refused records, in order."""
        order = sorted(self.reasons)
        return [int(self.lines[index]) for index in order], [self.reasons[index] for index in order]


def by_newline(data: bytes, first_line: int) -> Records:
    """Return one record for each line of ``data``, which ends with a newline."""
    newlines = np.flatnonzero(np.frombuffer(data, np.uint8) == NEWLINE)
    starts = np.concatenate(([0], newlines[:-1] + 1)) if len(newlines) else newlines
    return Records(data, starts, newlines, first_line + np.arange(len(newlines)), {})
