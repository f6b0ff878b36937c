"""One size of the scale, in this process: ``python -m benchmarks.performance.scale_worker ACCOUNTS SEED``."""

from __future__ import annotations

import json
import sys
import time

from benchmarks.performance.peers import CPM_RESOLUTION, PEERS
from benchmarks.performance.planted import plant
from benchmarks.performance.process import forget_peak, peak, resident
from linkage.detect.leiden import leiden


def main(accounts: str, seed: str) -> None:
    """Make the graph, find communities in it twice, and say what it took of time (the quicker one) and memory."""
    PEERS["linkage"].ready()
    imported = resident()
    began = time.perf_counter()
    graph = plant(int(accounts), int(seed))
    made = time.perf_counter() - began
    making = peak()
    held = resident()
    forget_peak()
    runs = []
    for _ in range(2):
        began, working = time.perf_counter(), time.process_time()
        partition = leiden(graph, resolution=CPM_RESOLUTION, seed=int(seed))
        runs.append((time.perf_counter() - began, time.process_time() - working))
    seconds, cpu = min(runs)
    figures = {
        "nodes": graph.n_nodes,
        "edges": len(graph.indices) // 2,
        "make": made,
        "seconds": seconds,
        "cpu": cpu,
        "communities": partition.count,
        "imports_mb": imported,
        "making_mb": making - imported,
        "graph_mb": sum(array.nbytes for array in (graph.indptr, graph.indices, graph.weights)) / 2**20,
        "kernel_mb": peak() - held,
        "labels_mb": partition.labels.nbytes / 2**20,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main(*sys.argv[1:])
