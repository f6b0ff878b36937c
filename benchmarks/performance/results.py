"""What was measured so far, a JSON file a section: a part can be measured again without the others."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.performance import server

Row = dict[str, Any]
FOLDER = Path(__file__).parents[2] / ".cache" / "benchmarks"
PACKAGES = (
    "account-linkage", "arcadedb-embedded", "graspologic-native", "igraph", "neo4j", "neo4j-rust-ext", "networkit",
    "networkx", "numba",
    "numpy", "polars", "python-louvain", "scikit-network", "scipy",
)  # fmt: skip
KEY = ("name", "accounts", "step")


def read(section: str, folder: Path = FOLDER) -> list[Row]:
    """Return the rows of a section; none where it was never measured."""
    file = folder / f"{section}.json"
    rows: list[Row] = json.loads(file.read_text("utf-8")) if file.exists() else []
    return rows


def keep(section: str, row: Row, folder: Path = FOLDER) -> None:
    """Keep a row, in the place of an earlier one of the same name, accounts and step."""
    stamped = {**row, "day": datetime.now(UTC).date().isoformat(), "machine": machine()}
    others = [old for old in read(section, folder) if _key(old) != _key(row)]
    _write(section, [*others, stamped], folder)


def forget(section: str, name: str, accounts: int, folder: Path = FOLDER) -> None:
    """Drop the rows of this name and size, all steps: what comes after a failure must not stay from an earlier run."""
    rows = [row for row in read(section, folder) if (row["name"], row["accounts"]) != (name, accounts)]
    _write(section, rows, folder)


def find(rows: Sequence[Row], name: str, accounts: int, step: str = "") -> Row | None:
    """Return the row of this name and size."""
    return next((row for row in rows if _key(row) == (name, accounts, step)), None)


def machine() -> Row:
    """Return what the figures depend on: processors, memory, versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processors": len(os.sched_getaffinity(0)),
        "processor": _processor(),
        "gigabytes": round(memory),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "versions": {
            **{name: _version(name) for name in PACKAGES},
            "Neo4j server": server.VERSION.neo4j,
            "GDS": server.VERSION.gds,
        },
    }


def _write(section: str, rows: Sequence[Row], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f"{section}.new"
    new.write_text(json.dumps(rows, indent=1), "utf-8")
    new.replace(folder / f"{section}.json")


def _key(row: Row) -> tuple[Any, ...]:
    return tuple(row.get(part, "") for part in KEY)


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines() if sys.platform == "linux" else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
