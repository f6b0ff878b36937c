"""Write a result to a file that is whole or not there, or to stdout."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from linkage.errors import FULL, LinkageError, StoreFull, UsageError

STDOUT = "-"
_WRONG_PATH = (errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EROFS, errno.ENAMETOOLONG)


@contextmanager
def replacing(path: Path | str) -> Iterator[TextIO]:
    """Open ``path`` for text; what was there before stays until the block ends well, and for good if it fails.

    ``-`` is stdout. A device or a pipe is written as it comes, since it cannot be replaced.

    Raises
    ------
    UsageError
        The path cannot be written: no such folder, no permission, a folder of that name.
    StoreFull
        The disk is full.
    """
    if str(path) == STDOUT:
        yield sys.stdout
        sys.stdout.flush()
        return
    try:
        target = Path(path).resolve()
        with _direct(target) if _is_special(target) else _beside(target) as file:
            yield file
    except OSError as error:
        raise _explained(Path(path), error) from error


def _is_special(target: Path) -> bool:
    return target.exists() and not target.is_file()


@contextmanager
def _direct(target: Path) -> Iterator[TextIO]:
    with target.open("w", encoding="utf-8", newline="") as file:
        yield file


@contextmanager
def _beside(target: Path) -> Iterator[TextIO]:
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _explained(path: Path, error: OSError) -> LinkageError:
    reason = error.strerror or type(error).__name__
    if error.errno in FULL:
        return StoreFull(f"no room left while writing {path}", "free some space and run the command again")
    if error.errno in _WRONG_PATH:
        return UsageError(f"{path} cannot be written: {reason}", "check the folder and its permissions")
    return LinkageError(f"writing {path} failed: {reason}")
