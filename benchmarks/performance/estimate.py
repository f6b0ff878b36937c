"""About how long a benchmark will take, said before it begins: from sizes, and from which peers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.performance.reads import CLIENTS, SECONDS

PER_PROCESS = 3.0
"""Seconds to start, import and judge, whatever the size."""
PER_SERVER = 12.0
KERNELS = {
    "linkage": 0.3, "linkage, modularity": 0.3, "networkit PLM, 1 thread": 0.4, "networkit PLM, 2 threads": 0.4,
    "networkit ParallelLeiden": 2.0, "igraph Leiden, CPM": 2.5, "igraph Leiden": 2.5, "graspologic-native Leiden": 2.0,
    "scikit-network Louvain": 0.3, "python-louvain": 45.0, "networkx Louvain": 35.0, "GDS Louvain, 1 thread": 3.0,
    "GDS Louvain, 2 threads": 6.0, "GDS Leiden, 1 thread": 1.5,
}  # fmt: skip
"""Seconds of one run on 100,000 accounts, on two processors."""
WAYS = {
    "linkage, embedded": 45.0, "linkage, Neo4j": 60.0, "notebook: data frames, Neo4j, GDS": 60.0,
    "linkage load, embedded": 35.0, "GraphBatch, embedded": 15.0, "linkage load, Neo4j": 50.0,
    "UNWIND MERGE, Neo4j": 50.0,
}  # fmt: skip
"""Seconds of all steps on 100,000 accounts."""
MAKING = 5.0
"""Seconds to simulate 100,000 accounts and to weigh their graph."""
SCALE = 8.0
"""Seconds of the kernel and of making the graph for 100,000 accounts, once."""
ROUTES = 22


def kernels(names: Iterable[str], sizes: Sequence[int], limit: float) -> float:
    """Return seconds for two runs of each engine on each size; what takes too long is not tried."""
    total = 0.0
    for accounts in sizes:
        for name in names:
            seconds = KERNELS[name] * accounts / 100_000
            total += 2 * (PER_PROCESS + seconds) if seconds <= limit else 0.0
    return total


def ways(names: Iterable[str], sizes: Sequence[int]) -> float:
    """Return seconds for all steps of each way on each size."""
    return sum(PER_SERVER + WAYS[name] * accounts / 100_000 for name in names for accounts in sizes)


def making(sizes: Sequence[int]) -> float:
    """Return seconds to make the worlds."""
    return sum(PER_PROCESS + MAKING * accounts / 100_000 for accounts in sizes)


def scale(sizes: Sequence[int]) -> float:
    """Return seconds for two runs of each size."""
    return sum(2 * (PER_PROCESS + SCALE * accounts / 100_000) for accounts in sizes)


def reads(stores: int) -> float:
    """Return seconds to ask every route of so many stores: to warm up, alone, and by ``CLIENTS`` clients."""
    return stores * (PER_SERVER + ROUTES * (3 * SECONDS + CLIENTS * 0.02))
