"""Measure a load into the embedded store: rows a second, seconds of each step, peak memory.

``python benchmarks/load.py [--accounts N] [--again] [INPUT]`` loads INPUT, or a simulated world, into a fresh store in
a temporary folder and prints the figures; ``--again`` loads it a second time, when all rows are duplicates.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

from linkage.config import Settings
from linkage.engine.load import load
from linkage.engine.progress import Lines
from linkage.simulate.world import write_world
from linkage.store.open import open_store


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input", nargs="?", type=Path)
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--again", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="linkage-bench-") as folder:
        source = given.input or Path(folder, "world")
        if given.input is None:
            write_world(source, given.accounts, 1)
        settings = Settings.from_env(store=str(Path(folder, "store")), staging=folder)
        for _ in range(1 + given.again):
            measure(source, settings)


def measure(source: Path, settings: Settings) -> None:
    """Load once and print what it took."""
    began, used = time.monotonic(), time.process_time()
    store = open_store(settings, create=True)
    try:
        report = load(store, source, settings, progress=Lines(sys.stderr))
    finally:
        store.close()
    seconds, cpu = time.monotonic() - began, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{report.read:,} rows ({report.loaded:,} loaded, {report.duplicate:,} duplicate): {seconds:.1f} s, "
        f"{report.read / seconds:,.0f} rows/s, CPU {cpu:.1f} s, peak {peak:,.0f} MB with the Java heap"
    )


if __name__ == "__main__":
    main()
