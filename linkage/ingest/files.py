"""Files as bytes, block by block, whatever they are compressed with; what goes wrong becomes an ``InputError``."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from linkage.errors import InputError

BLOCK = 4 << 20
"""Bytes of text taken at a time."""


@contextmanager
def open_bytes(path: Path) -> Iterator[IO[bytes]]:
    """Open the file for reading, decompressed.

    Raises
    ------
    InputError
        It cannot be opened, or (while reading) its gzip is damaged or ends in the middle.
    """
    try:
        with cast(IO[bytes], gzip.open(path) if path.name.endswith(".gz") else path.open("rb")) as stream:
            yield stream
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise InputError(f"{path}: the gzip is damaged or ends in the middle", "get the file again") from None
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}", "check the file") from None
