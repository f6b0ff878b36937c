"""Community detection: this engine's kernel beside its peers, on the same graph with the same weights.

Each in a process of its own with a time limit, and twice: the second time tells whether the communities are the same.
"""

from __future__ import annotations

import filecmp
import json
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.performance import inputs, results, server
from benchmarks.performance.limits import not_worth_it
from benchmarks.performance.process import run
from benchmarks.performance.results import Row

SECTION = "kernels"
OURS = "linkage"
COLD = "linkage, nothing compiled yet"
_MODULE = "benchmarks.performance.kernel_worker"


def measure(names: Sequence[str], sizes: Sequence[int], seed: int, limit: float) -> list[Row]:
    """Measure these engines on worlds of these sizes; the rows are kept, too.

    Parameters
    ----------
    limit
        Seconds a run may take.
    """
    rows: list[Row] = []
    with ExitStack() as stack:
        told: dict[str, str] | None = None
        for accounts in sorted(sizes):
            folder = inputs.graph(accounts, seed)
            if OURS in names and accounts == min(sizes):
                rows.append(_kept(_cold(folder, accounts, seed)))
            for name in names:
                if name.startswith("GDS") and told is None:
                    told = _server(stack)
                if name.startswith("GDS") and not told:
                    continue
                reason = not_worth_it(rows, name, accounts, limit)
                row = {"failure": reason} if reason else twice(name, folder, seed, limit, told)
                rows.append(_kept({"name": name, "accounts": accounts, **row}))
    return rows


def twice(name: str, folder: Path, seed: int, limit: float, told: dict[str, str] | None = None) -> Row:
    """Return the figures of an engine on the graph in the folder, and whether a second run finds the same.

    What takes a quarter of the time limit is run once.
    """
    with tempfile.TemporaryDirectory() as place:
        one, other = Path(place, "one.npy"), Path(place, "other.npy")
        figures = once(name, folder, seed, limit, one, told)
        if "failure" in figures or figures["find"] > limit / 4:
            return figures
        again = once(name, folder, seed, limit, other, told)
        if "failure" in again:
            return {**figures, "same": None}
        quicker = min(figures, again, key=lambda run: run["find"])
        return {**quicker, "same": filecmp.cmp(one, other, shallow=False)}


def once(name: str, folder: Path, seed: int, limit: float, labels: Path, told: dict[str, str] | None = None) -> Row:
    """Return the figures of one run, or why there are none."""
    ended = run([_MODULE, name, str(folder), str(seed), str(labels)], limit, told)
    if ended.failure:
        return {"failure": ended.failure, "find": ended.seconds}
    figures: Row = json.loads(ended.text)
    return figures


def _cold(folder: Path, accounts: int, seed: int) -> Row:
    """Return a run after an installation: what is compiled once is compiled now."""
    with tempfile.TemporaryDirectory() as cache:
        row = once(OURS, folder, seed, 300.0, Path(cache, "labels.npy"), {"NUMBA_CACHE_DIR": cache})
    return {"name": COLD, "accounts": accounts, **row}


def _server(stack: ExitStack) -> dict[str, str]:
    if server.missing():
        server.warn()
        return {}
    return stack.enter_context(server.neo4j()).told


def _kept(row: Row) -> Row:
    results.keep(SECTION, row)
    print(_line(row), flush=True)
    return row


def _line(row: Row) -> str:
    head = f"{row['name']:<30} {row['accounts']:>9,}"
    if "failure" in row:
        return f"{head}  {row['failure']}"
    return (
        f"{head}  {row['convert']:.2f} + {row['find']:.2f} s, CPU {row['cpu']:.2f} s, {row['megabytes']:,.0f} MB, "
        f"Q {row['modularity']:.4f}, rings {row['found']}/{row['rings']}, F {row['f1']:.3f}"
    )
