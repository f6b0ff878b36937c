"""How long the API's reads take: each route asked by one client, then by many at once, the whole answer read."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from benchmarks.performance import results
from benchmarks.performance.results import Row
from benchmarks.performance.routes import Request, routes

SECTION = "reads"
CLIENTS = 50
SECONDS = 2.0
"""How long each route is asked, alone and by many."""
WARM = 10.0
"""How long it is asked before: a server's Java machine compiles what it does often."""
TIMEOUT = 60.0
JSON = {"Content-Type": "application/json"}
Address = tuple[str, int]


@dataclass(slots=True)
class Asked:
    """Milliseconds of each good answer, and how many requests failed."""

    spent: list[float] = field(default_factory=list)
    errors: int = 0

    def percentile(self, part: float) -> float | None:
        """Return the milliseconds within which this part of the answers came; None without an answer."""
        return sorted(self.spent)[int(len(self.spent) * part)] if self.spent else None


def measure(name: str, store: str, accounts: int, told: Mapping[str, str] | None = None) -> list[Row]:
    """Ask every route of a loaded and detected store; the rows are kept, too.

    Parameters
    ----------
    name
        Of the store, on the page.
    store
        Folder or URL.
    accounts
        How many it holds.
    told
        Environment variables by which the API reaches it.
    """
    rows = []
    results.forget(SECTION, name, accounts)
    with _served(store, told) as address:
        for route, requests in routes(lambda path: json.loads(_Client(address).ask(Request(path)))).items():
            one, many = _alone(address, requests), _crowd(address, requests)
            row = {"name": name, "accounts": accounts, "step": route, "one": _figures(one), "many": _figures(many)}
            results.keep(SECTION, row)
            print(_line(row), flush=True)
            rows.append(row)
    return rows


def _figures(asked: Asked) -> Row:
    return {
        "p50": asked.percentile(0.5),
        "p99": asked.percentile(0.99),
        "answers": len(asked.spent),
        "errors": asked.errors,
    }


@contextmanager
def _served(store: str, told: Mapping[str, str] | None) -> Iterator[Address]:
    """Serve the store for as long as the block lasts."""
    command = [sys.executable, "-m", "linkage", "serve", "--store", store, "--port", "0"]
    environment = None if told is None else {**os.environ, **told}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stderr is not None
    try:
        line = next((line for line in process.stderr if "http://" in line), "")
        if not line:
            raise RuntimeError(f"nothing is served from {store}")
        threading.Thread(target=process.stderr.read, daemon=True).start()  # what it logs must not fill the pipe
        host, _, port = line.partition("http://")[2].split()[0].rstrip("/").rpartition(":")
        yield host, int(port)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=120)


class _Client:
    """One kept connection."""

    def __init__(self, address: Address) -> None:
        self._connection = http.client.HTTPConnection(*address, timeout=TIMEOUT)

    def ask(self, request: Request) -> bytes:
        """Return the body of an answer, or raise ``OSError`` or ``HTTPException``."""
        method, headers = ("GET", {}) if request.body is None else ("POST", JSON)
        try:
            self._connection.request(method, request.path, request.body, headers)
            answer = self._connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()  # the next request opens it again
            raise
        if answer.status != 200:
            raise http.client.HTTPException(f"{request.path} answered {answer.status}")
        return body


def _alone(address: Address, requests: list[Request]) -> Asked:
    """Ask one request after the other, to warm up, and then for a while."""
    client = _Client(address)
    _ask(client, requests, Asked(), WARM)
    asked = Asked()
    _ask(client, requests, asked, SECONDS)
    return asked


def _crowd(address: Address, requests: list[Request]) -> Asked:
    """Ask from many clients at once."""
    each = [Asked() for _ in range(CLIENTS)]
    threads = [
        threading.Thread(target=_ask, args=(_Client(address), requests[n % len(requests) :] + requests, one, SECONDS))
        for n, one in enumerate(each)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Asked([ms for one in each for ms in one.spent], sum(one.errors for one in each))


def _ask(client: _Client, requests: list[Request], asked: Asked, seconds: float) -> None:
    end = time.perf_counter() + seconds
    for request in cycle(requests):
        began = time.perf_counter()
        if began >= end:
            return
        try:
            client.ask(request)
        except (OSError, http.client.HTTPException):
            asked.errors += 1
        else:
            asked.spent.append((time.perf_counter() - began) * 1000)


def _line(row: Row) -> str:
    def part(figures: dict[str, Any]) -> str:
        shown = [f"{ms:.1f}" if ms is not None else "-" for ms in (figures["p50"], figures["p99"])]
        return f"{' / '.join(shown)} ms, {figures['errors']} errors of {figures['answers'] + figures['errors']}"

    return f"{row['name']:<10} {row['step']:<48} {part(row['one']):<36} {CLIENTS} clients {part(row['many'])}"
