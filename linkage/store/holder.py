"""One process at a time holds a store's folder, and says who it is."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
import sys
from pathlib import Path

from linkage.errors import StoreError, StoreHeld

FILE = "holder.json"
_WORD = re.compile(r"[a-z][a-z-]{0,30}")


class Holder:
    """The lock on a store's folder, with the holder's process id and command beside it.

    The lock ends with the process, however it ends; a file left by ``kill -9`` is stale and taken over.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, folder: Path) -> Holder:
        """Take the folder for this process.

        Raises
        ------
        StoreHeld
            A process (perhaps this one) has it already.
        StoreError
            The folder cannot be written to.
        """
        try:
            descriptor = os.open(folder / FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreError(f"the store's folder cannot be written: {error.strerror}", "check its owner") from None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            who = _describe(os.pread(descriptor, 4096, 0))
            os.close(descriptor)
            raise StoreHeld(
                f"the store is held by {who}", "stop it, ask its API instead, or use a Neo4j server"
            ) from None
        os.ftruncate(descriptor, 0)
        with contextlib.suppress(OSError):  # on a full disk the lock still holds, only without a name
            os.pwrite(descriptor, json.dumps({"pid": os.getpid(), "command": _command()}).encode(), 0)
        return cls(descriptor)

    def release(self) -> None:
        """Let another process have the folder. Releasing twice is harmless."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.ftruncate(descriptor, 0)
            os.close(descriptor)


def _command() -> str:
    """Return program and command without arguments, which may hold an identifier."""
    words = [Path(sys.argv[0]).name or "python", *sys.argv[1:2]]
    return " ".join(word for n, word in enumerate(words) if n == 0 or _WORD.fullmatch(word))


def _describe(written: bytes) -> str:
    try:
        found = json.loads(written)
        pid, command = int(found["pid"]), str(found["command"])
    except (ValueError, KeyError, TypeError):
        return "another process"
    return f"this process ({pid})" if pid == os.getpid() else f"process {pid} ({command})"
