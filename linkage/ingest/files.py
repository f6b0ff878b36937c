"""Files as bytes, block by block, whatever they are compressed with; what goes wrong becomes an ``InputError``."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

import numpy as np

from linkage.errors import InputError
from linkage.ingest.records import Records

BLOCK = 4 << 20
"""Bytes of text taken at a time."""

LONGEST = 8 << 20
"""Bytes in a line; a longer one is refused without being kept in memory."""
TOO_LONG = "a line of more than 8 MiB"


@contextmanager
def open_bytes(path: Path) -> Iterator[IO[bytes]]:
    """Open the file for reading, decompressed and without a byte order mark.

    Raises
    ------
    InputError
        It cannot be opened, is UTF-16, or (while reading) its gzip is damaged or ends in the middle.
    """
    try:
        with cast(IO[bytes], gzip.open(path) if path.name.endswith(".gz") else path.open("rb")) as stream:
            _skip_mark(path, stream)
            yield stream
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise InputError(
            f"{path}: the gzip is damaged or ends in the middle; nothing was loaded", "get the file again"
        ) from None
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}", "check the file") from None


def split_file(path: Path, split: Callable[[bytes, int, bool], tuple[Records, bytes]]) -> Iterator[Records]:
    """Yield the records of a file, block by block.

    Parameters
    ----------
    split
        Bytes, the physical line they begin on, whether the file ends with them (a newline then ends them) -> the whole
        records at their front, and the bytes behind those.

    Raises
    ------
    InputError
        The file cannot be read to its end.
    """
    line, carry = 1, b""
    with open_bytes(path) as stream:
        while True:
            chunk = stream.read(BLOCK)
            if len(carry) > LONGEST:
                yield Records(b"", np.zeros(1, np.int64), np.zeros(1, np.int64), np.array([line]), {0: TOO_LONG})
                line, carry = line + 1, _next_line(stream, chunk)
                chunk = stream.read(BLOCK)
            data, last = carry + chunk, not chunk
            if last and data and not data.endswith(b"\n"):
                data += b"\n"
            records, carry = split(data, line, last)
            line += records.data.count(b"\n")
            records.drop_blank()
            if len(records):
                yield records
            if last:
                return


def _next_line(stream: IO[bytes], chunk: bytes) -> bytes:
    while chunk and b"\n" not in chunk:
        chunk = stream.read(BLOCK)
    return chunk.partition(b"\n")[2]


def size(path: Path) -> int:
    """Return a guess at the bytes of text in a file, from its size and what packing usually gains."""
    packed = os.stat(path).st_size
    return packed * 6 if path.name.endswith((".gz", ".parquet")) else packed


def _skip_mark(path: Path, stream: IO[bytes]) -> None:
    mark = stream.read(3)
    if mark.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{path} is UTF-16", "convert it to UTF-8")
    if mark != b"\xef\xbb\xbf":
        stream.seek(0)
