"""Measure one engine in this process: ``python -m benchmarks.worker ENGINE FOLDER RESOLUTION SEED``.

Reads ``graph.npz`` in the folder, writes ``labels.npy`` there, prints its figures as JSON. Started by
``benchmarks.detect``; imports as little as it can, so that its memory is the engine's.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.peers import PEERS
from benchmarks.planted import read_graph


def main(name: str, folder: str, resolution: str, seed: str) -> None:
    """Convert, find, and say how long each took and how much memory came on top of the arrays."""
    graph, peer = read_graph(Path(folder, "graph.npz")), PEERS[name]
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts again from here
    before = _megabytes("VmRSS")
    began = time.perf_counter()
    converted = peer.convert(graph)
    ready, working = time.perf_counter(), time.process_time()
    labels = peer.find(converted, float(resolution), int(seed))
    done, worked = time.perf_counter(), time.process_time()
    peak = _megabytes("VmHWM")
    np.save(Path(folder, "labels.npy"), labels)
    print(json.dumps({"convert": ready - began, "find": done - ready, "cpu": worked - working, "peak": peak - before}))


def _megabytes(what: str) -> float:
    """Return a line of Linux's account of this process; ``getrusage`` would begin from the parent's peak."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what)) / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
