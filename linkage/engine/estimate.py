"""What a load or a detection will take, said before anything runs: rows, seconds, memory.

The rates were measured on two cores (``benchmarks``, docs/reference/performance.md) and are scaled by how fast this
machine does a fixed piece of work now. Promised is a factor of two.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from linkage.config import Settings
from linkage.engine import machine
from linkage.engine.journal import stamp
from linkage.engine.kinds import read_kinds
from linkage.engine.snapshot import snapshot_folder, stamp_of
from linkage.errors import TooLarge
from linkage.ingest.folder import read_folder
from linkage.ingest.mapping import read_mapping
from linkage.ingest.rows_of import rows_of
from linkage.model.kind import Kinds
from linkage.store.base import GraphStore

PROBE_SECONDS = 0.12
"""What the fixed piece of work takes on the machine where the rates were measured."""
PROBES = 3
PROCESS = 400 << 20
"""Bytes that the program and its libraries take before any data."""
STARTING = 12.0
"""Seconds until the program is compiled and the store open."""
HEAP_A_ROW = 700
"""Bytes of the Java heap that come into use with each row, up to all of it."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What one thing of a kind costs: seconds and bytes at the peak."""

    seconds: float
    bytes: float


LOAD = {
    "embedded, first": {"accounts": Rate(60e-6, 300), "observations": Rate(36e-6, 190), "activity": Rate(36e-6, 190)},
    "embedded": {"accounts": Rate(90e-6, 300), "observations": Rate(40e-6, 60), "activity": Rate(40e-6, 60)},
    "server": {"accounts": Rate(60e-6, 300), "observations": Rate(40e-6, 60), "activity": Rate(40e-6, 60)},
}
"""By where it is loaded, and by source row."""
READ = {
    "embedded": {"accounts": Rate(6e-6, 300), "uses": Rate(6e-6, 250), "acts": Rate(5e-6, 200)},
    "server": {"accounts": Rate(3e-6, 300), "uses": Rate(3e-6, 250), "acts": Rate(3e-6, 200)},
    "kept": {"accounts": Rate(2e-6, 300), "uses": Rate(1e-6, 250), "acts": Rate(0.4e-6, 200)},
}
"""By where it is read from; ``kept`` is what a snapshot has."""
FIND = {"accounts": Rate(21e-6, 600), "uses": Rate(10e-6, 300), "acts": Rate(4e-6, 150)}
"""Weighing, finding communities, judging and publishing, by what was read."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What something will take.

    Parameters
    ----------
    rows
        What there is to do it with, by name.
    seconds
        Of each step.
    memory
        Bytes this process will have at the peak, the Java heap included.
    available
        Bytes that this machine has free for it now.
    total
        Bytes that it has at all.
    """

    rows: dict[str, int]
    seconds: dict[str, float]
    memory: int
    available: int
    total: int

    @property
    def fits(self) -> bool:
        """Whether the memory that is free now suffices."""
        return self.memory <= self.available

    def as_dict(self) -> dict[str, Any]:
        """Return it JSON-ready."""
        return {**asdict(self), "fits": self.fits}

    def refuse(self) -> None:
        """Refuse what this machine cannot hold even if nothing else ran on it.

        Raises
        ------
        TooLarge
            With what would do.
        """
        if self.memory > self.total:
            need, have = machine.size_text(self.memory), machine.size_text(self.total)
            raise TooLarge(f"this takes about {need} of memory, and the machine has {have}", advice(self.memory))


def advice(memory: int) -> str:
    """Return what would do for so many bytes."""
    size = 1 << max(int(np.ceil(np.log2(1.25 * memory / (1 << 30)))), 3)
    return f"use a machine with {size:,} GB, or load what is newer or of one region into a store of its own"


def estimate_load(source: Path, settings: Settings, store: GraphStore | None) -> Estimate:
    """Return what loading a folder, or what a mapping file names, will take.

    Parameters
    ----------
    store
        Where it is to be loaded; None where that is not there yet.

    Raises
    ------
    InputError
        The input cannot be read.

    Notes
    -----
    Rows are counted from the files' own tables of contents (Parquet) or from their first block (CSV, JSON lines).
    """
    kinds = read_kinds(store) if store else Kinds()
    found = read_mapping(source, kinds) if source.suffix == ".toml" else read_folder(source)
    rows = dict.fromkeys(("accounts", "observations", "activity"), 0)
    for table in found.tables:
        rows[table.role] += rows_of(table) * max(len(table.cells), 1)
    first = store is None or not store.counts()["Account"]
    where = "server" if "://" in settings.store else "embedded, first" if first else "embedded"
    memory = PROCESS + _heap(settings, rows) + _bytes(rows, LOAD[where])
    return _estimate(rows, {"load": _seconds(rows, LOAD[where])}, memory)


def estimate_detect(settings: Settings, store: GraphStore) -> Estimate:
    """Return what a detection over all the store holds will take.

    If what an earlier detection read, or the first load wrote, is kept and is still all there is, nothing is read; of
    later changes it is not looked at how many they are.
    """
    counts = store.counts()
    rows = {"accounts": counts["Account"], "uses": counts["USED"], "acts": counts["ACTED"]}
    folder = snapshot_folder(settings)
    kept = stamp_of(folder) if folder else None
    known = kept is not None and bool(kept.mark) and kept == stamp(store)
    where = "kept" if known else "server" if "://" in settings.store else "embedded"
    seconds = {"read": _seconds(rows, READ[where]), "find and publish": _seconds(rows, FIND)}
    peak = max(_bytes(rows, READ[where]), _bytes(rows, FIND))
    return _estimate(rows, seconds, PROCESS + _heap(settings, rows) + peak)


def _estimate(rows: dict[str, int], seconds: Mapping[str, float], memory: int) -> Estimate:
    slower = _probe() / PROBE_SECONDS
    scaled = {"start": STARTING * slower} | {step: value * slower for step, value in seconds.items()}
    scaled = {step: round(value, 1) for step, value in scaled.items()}
    return Estimate(rows, scaled, memory, machine.available_bytes(), machine.memory_bytes())


def _seconds(rows: Mapping[str, int], rates: Mapping[str, Rate]) -> float:
    return sum(count * rates[name].seconds for name, count in rows.items())


def _bytes(rows: Mapping[str, int], rates: Mapping[str, Rate]) -> int:
    return int(sum(count * rates[name].bytes for name, count in rows.items()))


def _heap(settings: Settings, rows: Mapping[str, int]) -> int:
    """Return the bytes that Java takes in this process."""
    if "://" in settings.store:
        return 0
    return min(machine.heap_bytes(settings.java_heap) or 0, (256 << 20) + HEAP_A_ROW * sum(rows.values()))


def _probe() -> float:
    """Return the seconds that a fixed piece of work takes: sorting, and looking things up out of order.

    The quickest of some tries: what else runs at the moment is no measure of the machine.
    """
    numbers = np.arange(1_000_000, dtype=np.int64) * 2_654_435_761 % 1_000_003
    spent = []
    for _ in range(PROBES):
        began = time.perf_counter()
        order = np.argsort(numbers, kind="stable")
        np.cumsum(numbers[order][numbers % len(order)])
        spent.append(time.perf_counter() - began)
    return min(spent)
