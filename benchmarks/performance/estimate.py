"""About how long a benchmark will take, said beforehand: from what was measured before, or from typical figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.performance.reads import CLIENTS, SECONDS, WARM
from benchmarks.performance.results import Row, read

PER_PROCESS = 3.0
"""Seconds to start, import and judge, whatever the size."""
PER_SERVER = 12.0
TYPICAL_SIZE = 100_000
ALIKE = 3.0
"""What was measured on a world of up to so many times the accounts, or so many times fewer, tells about another."""
KERNELS = {
    "linkage": 0.3, "linkage, modularity": 0.3, "networkit PLM, 1 thread": 0.4, "networkit PLM, 2 threads": 0.4,
    "networkit ParallelLeiden": 2.0, "igraph Leiden, CPM": 2.5, "igraph Leiden": 2.5, "graspologic-native Leiden": 2.0,
    "scikit-network Louvain": 0.3, "python-louvain": 45.0, "networkx Louvain": 35.0, "GDS Louvain, 1 thread": 3.0,
    "GDS Louvain, 2 threads": 6.0, "GDS Leiden, 1 thread": 1.5,
}  # fmt: skip
"""Seconds of one run on a world of the typical size, on two processors."""
WAYS = {
    "linkage, embedded": 45.0, "linkage, Neo4j": 60.0, "notebook: data frames, Neo4j, GDS": 60.0,
    "linkage load, embedded": 35.0, "GraphBatch, embedded": 15.0, "linkage load, Neo4j": 50.0,
    "UNWIND MERGE, Neo4j": 50.0,
}  # fmt: skip
"""Seconds of all steps on a world of the typical size."""
MAKING = 5.0
"""Seconds to simulate a world of the typical size and to weigh its graph."""
SCALE = 4.0
"""Seconds to make a graph of the typical size and to find communities in it twice."""
ROUTES = 22


def kernels(names: Iterable[str], sizes: Sequence[int], limit: float) -> float:
    """Return seconds for each engine on each size: two runs, one of what is slow, none of what is too slow."""
    total, rows = 0.0, read("kernels")
    for name in names:
        for accounts in sizes:
            seconds = _scaled(rows, name, accounts, KERNELS[name])
            runs = 0 if seconds > limit else 1 if seconds > limit / 4 else 2
            total += runs * (PER_PROCESS + seconds)
    return total


def ways(section: str, names: Iterable[str], sizes: Sequence[int]) -> float:
    """Return seconds for all steps of each way on each size."""
    rows = read(section)
    return sum(PER_SERVER + _scaled(rows, name, accounts, WAYS[name]) for name in names for accounts in sizes)


def making(sizes: Sequence[int]) -> float:
    """Return seconds to make the worlds."""
    return sum(PER_PROCESS + MAKING * accounts / TYPICAL_SIZE for accounts in sizes)


def scale(sizes: Sequence[int]) -> float:
    """Return seconds for each size."""
    return sum(PER_PROCESS + SCALE * accounts / TYPICAL_SIZE for accounts in sizes)


def reads(stores: int) -> float:
    """Return seconds to ask every route of so many stores: to warm up, alone, and by ``CLIENTS`` clients."""
    return stores * (PER_SERVER + ROUTES * (WARM + 2 * SECONDS + CLIENTS * 0.02))


def _scaled(rows: Sequence[Row], name: str, accounts: int, typical: float) -> float:
    """Return what it took on a measured world of about this size, else the typical, as if time grew with accounts."""
    found: dict[int, float] = {}
    for row in rows:
        alike = max(row["accounts"] / accounts, accounts / row["accounts"]) <= ALIKE
        if row["name"] == name and "failure" not in row and alike:
            seconds = row.get("seconds", row.get("convert", 0.0) + row.get("find", 0.0))
            found[row["accounts"]] = found.get(row["accounts"], 0.0) + seconds
    took = found or {TYPICAL_SIZE: typical}
    nearest = min(took, key=lambda size: max(size / accounts, accounts / size))
    return took[nearest] * accounts / nearest
