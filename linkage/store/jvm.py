"""The Java machine under the embedded store: one a process, started once, silent.

Traps, all seen and handled here:

- the heap is fixed when the machine starts: the first store of a process decides, later settings have no say;
- the engine logs to standard output and to ``./log`` of the working directory, and its lines may quote values: off;
- the machine takes over SIGTERM, SIGINT and SIGHUP and ends the process in native code: ``-Xrs`` leaves them to Python,
  so SIGTERM ends the process at once (as ``kill -9``: nothing committed is lost) unless the program turns it into an
  ordinary exit, as ``linkage.cli`` does;
- it writes crash reports to ``./log``: they go to the folder for temporary files;
- a commit is only written to the disk's cache by default: here every commit is synced;
- whenever Python looks for garbage, Java is asked to do the same, in full and with all threads stopped (85 ms in the
  midst of an answer that takes 8): it goes by its own need only.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import jpype
from arcadedb_embedded.exceptions import ArcadeDBError
from arcadedb_embedded.jvm import start_jvm

from linkage.errors import StoreError, UsageError

T = TypeVar("T")
_HEAP = re.compile(r"[1-9]\d*[kmgKMG]")
_STARTING = threading.Lock()
_NOISE = b"WARNING: Using incubator modules"
_LOGGING = b"handlers =\n.level = OFF\n"


def start(heap: str) -> None:
    """Start the Java machine with this heap, if it is not running yet.

    Parameters
    ----------
    heap
        Such as ``512m`` or ``2g``; ignored when the machine runs already.

    Raises
    ------
    UsageError
        The heap is not a size.
    StoreError
        The machine does not start, for example because the heap is larger than the memory.
    """
    if not _HEAP.fullmatch(heap):
        raise UsageError("the heap is not a size", "set LINKAGE_HEAP to something like 512m or 2g")
    with _STARTING:
        if not jpype.isJVMStarted():
            _start(heap)


def visiting(work: Callable[[], T]) -> T:
    """Return what ``work`` returns, on a thread that ends soon: Java would keep what it knows of it for ever."""
    try:
        return work()
    finally:
        jpype.JClass("java.lang.Thread").detach()


def _start(heap: str) -> None:
    error_file = Path(tempfile.gettempdir(), "linkage-jvm-%p.log")
    with (
        tempfile.NamedTemporaryFile(prefix="linkage-", suffix=".properties") as logging,
        _environment("ARCADEDB_JVM_ERROR_FILE", str(error_file)),
        _stderr_without_noise(),
    ):
        logging.write(_LOGGING)
        logging.flush()
        try:
            start_jvm(heap_size=heap, jvm_args=_arguments(logging.name))
            _read_logging_configuration()
        except ArcadeDBError:
            raise StoreError(
                f"Java did not start with a heap of {heap}", "set LINKAGE_HEAP to less than the free memory"
            ) from None


def _read_logging_configuration() -> None:
    """Have the engine read the file of its log now, not at its first message, when the file is gone."""
    severe = jpype.JClass("java.util.logging.Level").SEVERE
    jpype.JClass("com.arcadedb.log.LogManager").instance().isLoggable(None, severe)


def _arguments(logging: str) -> list[str]:
    return [
        "-Xrs",
        "-XX:-UsePerfData",
        "-XX:+DisableExplicitGC",
        f"-Djava.util.logging.config.file={logging}",
        "-Darcadedb.polyglotEngineEnabled=false",
        "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",
        "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
        "-Darcadedb.txWalFlush=2",
    ]


@contextlib.contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = before or value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]


@contextlib.contextmanager
def _stderr_without_noise() -> Iterator[None]:
    """Hold back what is written to standard error meanwhile, and pass it on without Java's greeting."""
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    with tempfile.TemporaryFile() as caught:
        os.dup2(caught.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            caught.seek(0)
            _pass_on(caught.read())


def _pass_on(text: bytes) -> None:
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith(_NOISE)]
    with contextlib.suppress(OSError):
        os.write(2, b"".join(lines))
