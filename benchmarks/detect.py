"""Community detection: this engine's kernel beside its peers, on one planted graph, each in a process of its own.

::

    python -m benchmarks.detect                          100,000 accounts, about a million observations
    python -m benchmarks.detect --accounts 1000000 --only "linkage" --only "igraph Leiden"

Columns: seconds to turn the arrays into the library's graph; seconds to find communities, by the clock and of processor
time (the two differ on a busy machine, and with threads); memory at the peak, on top of the arrays and the imports;
communities; quality under the constant Potts model at the resolution given, and modularity at 1 (each engine maximises
one of them); planted rings found with F >= 0.8; F of the large network.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers import PEERS
from benchmarks.planted import Planted, plant
from linkage.detect import quality
from linkage.detect.graph import Partition

RESOLUTION = 0.0003
"""Evidence that an account brings a community for each account already there, if it is to stay."""
HEADS = (
    "engine",
    "objective",
    "convert s",
    "find s",
    "CPU s",
    "+MB",
    "communities",
    "CPM",
    "modularity",
    "rings",
    "net",
)
ROW = "{:<26} {:<11} {:>9} {:>7} {:>7} {:>8} {:>11} {:>10} {:>10} {:>9} {:>5}"


def main(arguments: list[str] | None = None) -> None:
    """Run the comparison and print its table."""
    given = _options(arguments)
    planted = plant(given.accounts, given.seed)
    edges = len(planted.graph.indices) // 2
    print(
        f"{given.accounts:,} accounts, {planted.observations:,} observations, {edges:,} useful edges, "
        f"{planted.ring.max() + 1} rings; resolution {given.resolution:g}, seed {given.seed}",
        flush=True,
    )
    print(ROW.format(*HEADS), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        planted.save(Path(folder, "graph.npz"))
        for name in given.only or PEERS:
            print(_measured(name, planted, folder, given), flush=True)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resolution", type=float, default=RESOLUTION, help="of the constant Potts model")
    parser.add_argument("--only", action="append", choices=PEERS, help="leave out the others; may be repeated")
    parser.add_argument("--timeout", type=float, default=300.0, help="seconds an engine may take")
    return parser.parse_args(arguments)


def _measured(name: str, planted: Planted, folder: str, given: argparse.Namespace) -> str:
    """Run one engine in a process of its own and return its line of the table."""
    command = [sys.executable, "-m", "benchmarks.worker", name, folder, str(given.resolution), str(given.seed)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=given.timeout, check=False)
    except subprocess.TimeoutExpired:
        return f"{name:<26} not done in {given.timeout:g} s"
    if done.returncode:
        return f"{name:<26} failed: {done.stderr.strip().splitlines()[-1]}"
    figures = json.loads(done.stdout)
    partition = Partition.of(np.load(Path(folder, "labels.npy")))
    objective = PEERS[name].objective
    return ROW.format(
        name,
        objective,
        f"{figures['convert']:.2f}",
        f"{figures['find']:.2f}",
        f"{figures['cpu']:.2f}",
        f"{figures['peak']:.0f}",
        partition.count,
        f"{quality.cpm(planted.graph, partition, given.resolution):.1f}",
        f"{quality.modularity(planted.graph, partition):.4f}",
        _rings_found(planted.ring, partition.labels),
        f"{_overlap(planted.ring, partition.labels)[0]:.2f}",
    )


def _rings_found(ring: NDArray[np.int64], labels: NDArray[np.int64]) -> str:
    best = _overlap(ring, labels)
    return f"{int((best >= 0.8).sum())}/{len(best)}"


def _overlap(ring: NDArray[np.int64], labels: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return, for each ring, the best F of a community's accounts with it."""
    of_account = labels[: len(ring)]
    size, members = np.bincount(of_account), np.flatnonzero(ring >= 0)
    cells, both = np.unique(ring[members] * len(size) + of_account[members], return_counts=True)
    which, community = cells // len(size), cells % len(size)
    best = np.zeros(ring.max() + 1)
    np.maximum.at(best, which, 2 * both / (np.bincount(ring[members])[which] + size[community]))
    return best


if __name__ == "__main__":
    main()
