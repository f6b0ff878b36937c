"""How long point reads over HTTP take: ``python -m benchmarks.api_latency STORE [--seconds 5] [--clients 16]``.

Starts ``linkage serve`` on a loaded and detected store, asks each route one after the other over one kept connection,
then asks for accounts from many clients at once. Prints milliseconds per answer, whole answer read.
"""

from __future__ import annotations

import argparse
import http.client
import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from typing import Any
from urllib.parse import quote

WARM_UP = 200


@contextmanager
def served(store: str) -> Iterator[tuple[str, int]]:
    """Serve the store for as long as the block lasts."""
    command = [sys.executable, "-m", "linkage", "serve", "--store", store, "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        line = next(line for line in process.stderr if "http://" in line)
        host, _, port = line.partition("http://")[2].split()[0].rpartition(":")
        yield host, int(port)
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


class Client:
    """One kept connection."""

    def __init__(self, address: tuple[str, int]) -> None:
        self._connection = http.client.HTTPConnection(*address)

    def get(self, path: str) -> Any:
        """Return the JSON body of an answer."""
        return json.loads(self.read(path))

    def read(self, path: str) -> bytes:
        """Return the body of an answer."""
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return body


def routes(client: Client) -> dict[str, list[str]]:
    """Return paths to ask, by route, from what the store holds."""
    clusters = [c["cluster_id"] for c in client.get("/v1/clusters?limit=50")["items"]]
    members = [m for c in clusters[:10] for m in client.get(f"/v1/clusters/{c}/members?limit=50")["items"]]
    accounts = [quote(m["account_id"], safe="") for m in members]
    shared = [i["ref"] for c in clusters[:10] for i in client.get(f"/v1/clusters/{c}/identifiers")["items"]]
    return {
        "health/live": ["/v1/health/live"],
        "accounts/{id}": [f"/v1/accounts/{a}" for a in accounts],
        "accounts/{id}/identifiers": [f"/v1/accounts/{a}/identifiers" for a in accounts],
        "accounts/{id}/clusters": [f"/v1/accounts/{a}/clusters" for a in accounts],
        "accounts/{id}/explanation": [f"/v1/accounts/{a}/explanation" for a in accounts],
        "identifiers/{ref}": [f"/v1/identifiers/{r}" for r in shared],
        "identifiers/{ref}/accounts": [f"/v1/identifiers/{r}/accounts" for r in shared],
        "clusters": ["/v1/clusters?limit=20"],
        "clusters/{id}": [f"/v1/clusters/{c}" for c in clusters],
        "clusters/{id}/members": [f"/v1/clusters/{c}/members" for c in clusters],
    }


def timed(client: Client, paths: list[str], seconds: float) -> list[float]:
    """Return the milliseconds of each answer within so many seconds, sorted."""
    around = cycle(paths)
    for _ in range(WARM_UP):
        client.read(next(around))
    spent: list[float] = []
    end = time.perf_counter() + seconds
    while (began := time.perf_counter()) < end:
        client.read(next(around))
        spent.append((time.perf_counter() - began) * 1000)
    return sorted(spent)


def crowd(address: tuple[str, int], paths: list[str], clients: int, seconds: float) -> list[float]:
    """Return the milliseconds of each answer to many clients at once, sorted."""
    spent: list[float] = []

    def ask() -> None:
        spent.extend(timed(Client(address), paths, seconds))

    threads = [threading.Thread(target=ask) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(spent)


def show(name: str, spent: list[float], seconds: float) -> None:
    """Print one line of figures."""
    p50, p99 = spent[len(spent) // 2], spent[int(len(spent) * 0.99)]
    print(f"{name:<40} {p50:8.2f} {p99:8.2f} {len(spent) / seconds:10.0f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--clients", type=int, default=16)
    asked = parser.parse_args()
    with served(asked.store) as address:
        client = Client(address)
        every = routes(client)
        print(f"{'GET /v1/':<40} {'p50 ms':>8} {'p99 ms':>8} {'answers/s':>10}")
        for name, paths in every.items():
            show(name, timed(client, paths, asked.seconds), asked.seconds)
        name = f"accounts/{{id}}, {asked.clients} clients"
        show(name, crowd(address, every["accounts/{id}"], asked.clients, asked.seconds), asked.seconds)


if __name__ == "__main__":
    main()
