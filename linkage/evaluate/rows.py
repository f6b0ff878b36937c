"""Read a CSV whole or refuse it with file, line and reason; never half of it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from linkage.errors import InputError

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one CSV file as text, and the line each one begins on.

    Parameters
    ----------
    path
        The file, for error texts.
    frame
        The asked-for columns, text, empty where nothing was given.
    lines
        Line of each row, counted from 1; shape (n,).
    """

    path: Path
    frame: pl.DataFrame
    lines: npt.NDArray[np.int64]

    def refuse_where(self, wrong: Mask, reason: str, hint: str = "") -> None:
        """Refuse the file if any row is wrong, naming the first such line and how many there are.

        Raises
        ------
        InputError
            A row is wrong.
        """
        places = np.flatnonzero(wrong)
        if len(places):
            more = f" (and {len(places) - 1:,} more lines)" if len(places) > 1 else ""
            raise InputError(f"{self.path}, line {self.lines[places[0]]}: {reason}{more}", hint)

    def refuse_blank(self, column: str) -> None:
        """Refuse the file if a row says nothing in this column.

        Raises
        ------
        InputError
            One does.
        """
        self.refuse_where((self.frame[column] == "").to_numpy(), f"no {column}")


def read(path: Path, columns: tuple[str, ...]) -> Rows:
    """Return the named columns of a CSV file; further columns are passed over.

    Raises
    ------
    InputError
        The file cannot be read, is empty, is not UTF-8 text, lacks a column or names one twice, or a line has too
        many or too few fields or a quote that never ends.
    """
    data = _text(path)
    header = next(csv.reader(io.StringIO(data[:65536].decode(errors="replace"))))
    _check_header(path, header, columns)
    lines = _lines(path, data, len(header))
    if not len(lines):
        return Rows(path, pl.DataFrame({name: pl.Series([], dtype=pl.String) for name in columns}), lines)
    frame = pl.read_csv(io.BytesIO(data), columns=list(columns), infer_schema=False)
    return Rows(path, frame.select(pl.col(name).fill_null("") for name in columns), lines)


def _text(path: Path) -> bytes:
    try:
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").rstrip(b"\n")
        data.decode()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}", "check the path and its rights") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}, line {line}: not UTF-8 text", "export the table as UTF-8 CSV") from None
    nul = data.find(b"\0")
    if nul >= 0:
        line = data.count(b"\n", 0, nul) + 1
        raise InputError(f"{path}, line {line}: a NUL byte", "export the table again")
    if not data:
        raise InputError(f"{path} is empty", "a header line is expected at least")
    return data


def _check_header(path: Path, header: list[str], columns: tuple[str, ...]) -> None:
    missing = [name for name in columns if name not in header]
    if missing:
        raise InputError(f"{path}, line 1: no column {', '.join(missing)}", f"expected are {','.join(columns)}")
    if len(set(header)) < len(header):
        raise InputError(f"{path}, line 1: a column is named twice")


def _lines(path: Path, data: bytes, width: int) -> npt.NDArray[np.int64]:
    """Return the line of each row after the header, or refuse the first line of another width."""
    if b'"' in data:
        return _quoted_lines(path, data, width)
    raw = np.frombuffer(data + b"\n", dtype=np.uint8)
    ends = np.flatnonzero(raw == ord("\n"))
    commas = np.searchsorted(np.flatnonzero(raw == ord(",")), ends)
    fields = np.diff(commas, prepend=0) + 1
    _check_width(path, np.arange(1, len(ends) + 1), fields, width)
    return np.arange(2, len(ends) + 1)


def _quoted_lines(path: Path, data: bytes, width: int) -> npt.NDArray[np.int64]:
    reader = csv.reader(io.StringIO(data.decode(), newline=""), strict=True)
    lines, fields, begin = [], [], 1
    try:
        for row in reader:
            lines.append(begin)
            fields.append(len(row))
            begin = reader.line_num + 1
    except csv.Error as error:
        raise InputError(f"{path}, line {begin}: {error}", "check the quotes") from None
    _check_width(path, np.array(lines), np.array(fields), width)
    return np.array(lines[1:], dtype=np.int64)


def _check_width(path: Path, lines: npt.NDArray[np.int64], fields: npt.NDArray[np.int64], width: int) -> None:
    wrong = np.flatnonzero(fields != width)
    if len(wrong):
        place = wrong[0]
        raise InputError(f"{path}, line {lines[place]}: {fields[place]} fields where the header has {width}")
