"""Where the records of a block of bytes begin and end, and which of them cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

NEWLINE, RETURN = 10, 13


@dataclass(slots=True)
class Spans:
    """Where records lie in some bytes, each without the newline that ends it (int64, shape (n,)); reasons by index."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    reasons: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of_lines(cls, data: bytes) -> Spans:
        """Return one span for each line of ``data``, which ends with a newline."""
        newlines = np.flatnonzero(np.frombuffer(data, np.uint8) == NEWLINE)
        return cls(np.concatenate(([0], newlines[:-1] + 1)) if len(newlines) else newlines, newlines)

    def end(self) -> int:
        """Return where the last record ends, its newline included."""
        return int(self.ends[-1]) + 1 if len(self.ends) else 0

    def records(self, data: bytes, first_line: int) -> Records:
        """Return them with the physical lines they begin on."""
        newlines = np.flatnonzero(np.frombuffer(data, np.uint8) == NEWLINE)
        lines = first_line + np.searchsorted(newlines, self.starts)
        return Records(data, self.starts, self.ends, lines, self.reasons)


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

    def __len__(self) -> int:
        return len(self.starts)

    def refuse(self, positions: NDArray[np.int64], reason: str) -> None:
        """Give the records around these byte positions a reason, unless they have one."""
        for index in np.unique(np.searchsorted(self.starts, positions, side="right") - 1).tolist():
            self.reasons.setdefault(index, reason)

    def drop_blank(self) -> None:
        """Forget records without a byte: a blank line is no row."""
        if not len(self):
            return
        last = np.frombuffer(self.data, np.uint8)[np.maximum(self.ends - 1, 0)]
        length = self.ends - self.starts
        self.keep((length > 1) | ((length == 1) & (last != RETURN)))

    def keep(self, wanted: NDArray[np.bool_]) -> None:
        """Forget the records that are not wanted; shape (n,)."""
        if wanted.all():
            return
        where = np.cumsum(wanted) - 1
        self.reasons = {int(where[index]): reason for index, reason in self.reasons.items() if wanted[index]}
        self.starts, self.ends, self.lines = self.starts[wanted], self.ends[wanted], self.lines[wanted]

    def drop_first(self) -> None:
        """Forget the first record and everything before it."""
        cut = int(self.ends[0]) + 1
        self.data = self.data[cut:]
        self.starts, self.ends, self.lines = self.starts[1:] - cut, self.ends[1:] - cut, self.lines[1:]
        self.reasons = {index - 1: reason for index, reason in self.reasons.items() if index}

    def check_bytes(self) -> None:
        """Refuse the records that hold a NUL byte or are not UTF-8."""
        if b"\0" in self.data:
            self.refuse(np.flatnonzero(np.frombuffer(self.data, np.uint8) == 0), "NUL byte")
        at = 0
        while at < len(self.data) and not self.data.isascii():
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
        good = np.ones(len(self), bool)
        good[list(self.reasons)] = False
        return good

    def good_bytes(self) -> bytes:
        """Return the readable records, each ended by a newline."""
        good = self.good()
        if good.all():
            return self.data
        edges = np.flatnonzero(np.diff(np.concatenate(([False], good, [False]))))
        spans = zip(self.starts[edges[::2]].tolist(), self.ends[edges[1::2] - 1].tolist(), strict=True)
        return b"".join(self.data[start:end] + b"\n" for start, end in spans)

    def good_lines(self) -> NDArray[np.int64]:
        """Return the lines of the readable records, in order."""
        return self.lines[self.good()]

    def refused(self) -> tuple[list[int], list[str]]:
        """Return the lines and reasons of the refused records, in order."""
        order = sorted(self.reasons)
        return [int(self.lines[index]) for index in order], [self.reasons[index] for index in order]
