"""What this machine has: Python, libraries, memory, disk."""

from __future__ import annotations

import os
import platform
import re
import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = (
    "account-linkage",
    "arcadedb-embedded",
    "neo4j",
    "numpy",
    "numba",
    "polars",
    "pyarrow",
    "flask",
    "python-louvain",
    "networkx",
    "py2neo",
)

_HEAP = re.compile(r"(?P<number>[1-9]\d*)(?P<unit>[kmg])", re.IGNORECASE)
_UNIT = {"k": 1 << 10, "m": 1 << 20, "g": 1 << 30}


def python() -> str:
    """Return the version of Python and the system it runs on."""
    return f"{platform.python_version()} on {platform.system()} {platform.machine()}"


def libraries() -> dict[str, str | None]:
    """Return the version of each library this project can use, None where it is not installed."""
    return {name: _version(name) for name in LIBRARIES}


def memory_bytes() -> int:
    """Return how much memory the machine has, or a container on it may use, in bytes."""
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        limit = Path("/sys/fs/cgroup/memory.max").read_text().strip()
    except OSError:
        return whole
    return min(int(limit), whole) if limit.isdigit() else whole


def available_bytes() -> int:
    """Return how much memory is free for a process that begins now, in bytes; all there is where nobody can tell."""
    try:
        with Path("/proc/meminfo").open() as lines:
            found = next(line for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration):
        return memory_bytes()
    return min(int(found.split()[1]) << 10, memory_bytes())


def heap_bytes(heap: str) -> int | None:
    """Return the size a Java heap setting such as ``512m`` stands for, in bytes; None when it is not a size."""
    match = _HEAP.fullmatch(heap)
    return int(match["number"]) * _UNIT[match["unit"].lower()] if match else None


def free_bytes(path: Path) -> int | None:
    """Return how much room the disk under ``path`` has, in bytes; a path that is not there counts as its parent."""
    for place in (path, *path.absolute().parents):
        if place.exists():
            try:
                return shutil.disk_usage(place).free
            except OSError:
                return None
    return None


def size_text(number: int) -> str:
    """Return bytes for people: ``1.5 GB``."""
    for unit, size in (("GB", 1 << 30), ("MB", 1 << 20)):
        if number >= size:
            return f"{number / size:.1f} {unit}"
    return f"{number} bytes"


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
