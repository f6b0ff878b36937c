"""Measure one engine in this process: ``python -m benchmarks.performance.kernel_worker ENGINE FOLDER SEED LABELS``.

Reads ``graph.npz`` in the folder, writes the labels to the file LABELS, prints its figures as JSON. Memory is what came
on top of the imports: the arrays as they were read, the library's graph, and what it worked in.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.performance.peers import PEERS
from benchmarks.performance.process import cpu_seconds, forget_peak, peak, resident
from benchmarks.performance.projection import projected_modularity
from benchmarks.performance.rings import matched
from benchmarks.performance.server import PID
from benchmarks.performance.world_graph import read_graph, read_known
from linkage.detect.graph import Partition
from linkage.detect.quality import modularity


def main(name: str, folder: str, seed: str, labels_file: str) -> None:
    """Make ready, convert, find; then, no longer measured, say how good the communities are."""
    peer = PEERS[name]
    began = time.perf_counter()
    peer.ready()
    ready = time.perf_counter() - began
    megabytes = _counting(on_server=peer.on_server)
    graph = read_graph(Path(folder))
    began = time.perf_counter()
    converted = peer.convert(graph)
    turned, working = time.perf_counter(), _cpu(on_server=peer.on_server)
    labels = peer.find(converted, int(seed))
    done, worked = time.perf_counter(), _cpu(on_server=peer.on_server)
    held = megabytes()
    partition = Partition.of(labels)
    np.save(labels_file, partition.labels)
    known, of_account = read_known(Path(folder)), partition.labels[: graph.n_accounts]
    rings = matched(known.ring, of_account)
    figures = {
        "objective": peer.objective,
        "edges": len(graph.indices) // 2,
        "ready": ready,
        "convert": turned - began,
        "find": done - turned,
        "cpu": worked - working,
        "megabytes": held,
        "communities": len(np.unique(of_account)),
        "of_graph": modularity(graph, partition),
        "modularity": projected_modularity(graph, known.strength, partition.labels),
        "rings": rings.rings,
        "found": rings.found,
        "f1": rings.f1,
    }
    print(json.dumps(figures))


def _counting(*, on_server: bool) -> Callable[[], float]:
    """Return what tells the peak from now on: of this process on top of what it holds, or the whole of the server."""
    process = os.environ[PID] if on_server else "self"
    forget_peak(process)
    before = 0.0 if on_server else resident(process)
    return lambda: peak(process) - before


def _cpu(*, on_server: bool) -> float:
    return time.process_time() + (cpu_seconds(int(os.environ[PID])) if on_server else 0.0)


if __name__ == "__main__":
    main(*sys.argv[1:])
