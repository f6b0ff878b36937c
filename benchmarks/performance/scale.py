"""The kernel on graphs of a million accounts and more, made as arrays: whether its time grows as the edges do."""

from __future__ import annotations

import json
from collections.abc import Sequence

from benchmarks.performance import results
from benchmarks.performance.process import run
from benchmarks.performance.results import Row

SECTION = "scale"
LIMIT = 900.0


def measure(sizes: Sequence[int], seed: int) -> list[Row]:
    """Measure these sizes, each in a process of its own; the rows are kept, too."""
    rows = []
    for accounts in sorted(sizes):
        ended = run(["benchmarks.performance.scale_worker", str(accounts), str(seed)], LIMIT)
        figures = {"failure": ended.failure, "seconds": ended.seconds} if ended.failure else json.loads(ended.text)
        row = {"name": "linkage", "accounts": accounts, **figures}
        results.keep(SECTION, row)
        print(_line(row), flush=True)
        rows.append(row)
    return rows


def _line(row: Row) -> str:
    head = f"{row['accounts']:>11,} accounts"
    if "failure" in row:
        return f"{head}  {row['failure']}"
    return (
        f"{head}, {row['edges']:,} edges: {row['seconds']:.2f} s, "
        f"{row['seconds'] / row['edges'] * 1e9:,.0f} ns an edge, "
        f"kernel {row['kernel_mb'] * 2**20 / row['edges']:.0f} bytes an edge"
    )
