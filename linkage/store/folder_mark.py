"""The mark of a store in a folder: it stays while nothing is written to the folder behind this program's back.

The files are looked at when the store is opened and when it is closed; what happens between goes through the store
itself. A process that was killed leaves files that nobody looked at, so the next one begins a new mark.
"""

from __future__ import annotations

import contextlib
import json
import os
import uuid
from pathlib import Path
from typing import Any

FILE = "mark.json"


class FolderMark:
    """The mark of the graph in a folder.

    Parameters
    ----------
    graph
        The folder of the graph, not open at this moment.
    """

    def __init__(self, graph: Path) -> None:
        self._graph = graph
        self._file = graph.parent / FILE
        kept = _kept(self._file)
        self._value = kept["mark"] if kept.get("files") == _files(graph) else uuid.uuid4().hex
        self._file.unlink(missing_ok=True)

    @property
    def value(self) -> str:
        """The mark now."""
        return self._value

    def renew(self) -> None:
        """Begin a new mark: something was written that nobody wrote down."""
        self._value = uuid.uuid4().hex

    def keep(self) -> None:
        """Write the mark beside the closed graph. On a full disk the next opening begins a new one."""
        half = self._file.with_suffix(".new")
        with contextlib.suppress(OSError):
            half.write_text(json.dumps({"mark": self._value, "files": _files(self._graph)}))
            half.replace(self._file)


def _kept(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and isinstance(found.get("mark"), str) else {}


def _files(graph: Path) -> list[list[str | int]]:
    """Return name, size and time of change of every file of the graph."""
    with os.scandir(graph) as entries:
        found = [(entry.name, entry.stat()) for entry in entries]
    return sorted([name, of.st_size, of.st_mtime_ns] for name, of in found)
