"""A fresh Neo4j with GDS for a benchmark, started by the script that the tests use."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from benchmarks.performance.process import cpu_seconds, forget_peak, peak
from tests import neo4j_parts, neo4j_server

VERSION = neo4j_parts.VERSIONS["5.26"]
USER = neo4j_server.USER
URL, PASSWORD, PID = "BENCH_NEO4J_URL", "BENCH_NEO4J_PASSWORD", "BENCH_NEO4J_PID"
HEAP, PAGE_CACHE = "4g", "1g"


@dataclass(frozen=True, slots=True)
class Neo4j:
    """A running server."""

    url: str
    password: str
    pid: int

    @property
    def told(self) -> dict[str, str]:
        """Environment variables that tell a process of it, those that ``linkage`` reads among them."""
        return {
            URL: self.url,
            PASSWORD: self.password,
            PID: str(self.pid),
            "NEO4J_USERNAME": USER,
            "NEO4J_PASSWORD": self.password,
        }

    def begin(self) -> float:
        """Let its peak begin again, and return the processor time it has used so far."""
        forget_peak(self.pid)
        return cpu_seconds(self.pid)

    def used(self, since: float) -> tuple[float, float]:
        """Return the processor time used since ``begin`` and the megabytes held at most."""
        return cpu_seconds(self.pid) - since, peak(self.pid)


def missing() -> str:
    """Return what this machine lacks to run one; empty when nothing."""
    return neo4j_parts.missing(VERSION)


@cache
def warn() -> None:
    """Say loudly, once, that a part is not measured."""
    print(f"NEO4J NOT MEASURED: its rows are left out. Install {missing()}.", file=sys.stderr, flush=True)


@contextmanager
def neo4j() -> Iterator[Neo4j]:
    """Run a fresh server, with memory for a million accounts."""
    with neo4j_server.running(VERSION, heap=HEAP, page_cache=PAGE_CACHE) as server:
        yield Neo4j(server.url, server.password, server.pid)
