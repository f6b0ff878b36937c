"""Ways to get from files to a graph, and on to a list of accounts: steps, each in a process of its own."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.performance import inputs, results, server
from benchmarks.performance.limits import not_worth_it
from benchmarks.performance.process import run
from benchmarks.performance.results import FOLDER, Row
from benchmarks.performance.server import Neo4j
from linkage.simulate.world import truth_path

TWICE = 100_000
"""The smallest world is gone through twice if it is no larger than this."""
LIMIT = 1200.0
"""Seconds a step may take."""
_HERE = "benchmarks.performance"
STEPS = ("load", "load again", "detect", "export")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a way works.

    Parameters
    ----------
    world, observed
        The input, and the same without its activity.
    store
        Folder or URL.
    answer
        The CSV file that the way ends with.
    """

    world: Path
    observed: Path
    store: str
    answer: Path


@dataclass(frozen=True, slots=True)
class Way:
    """One way.

    Parameters
    ----------
    on_server
        Whether it works on a Neo4j server.
    steps
        Name of each step and the command that takes it, as ``python -m`` takes it.
    """

    on_server: bool
    steps: Callable[[Place], Mapping[str, Sequence[str]]]


def _ours(place: Place) -> Mapping[str, Sequence[str]]:
    store = ["--store", place.store]
    return {
        "load": ["linkage", "load", str(place.world), *store, "--json"],
        "detect": ["linkage", "detect", *store, "--json"],
        "export": ["linkage", "export", "members", *store, "--output", str(place.answer)],
    }


def _our_load(place: Place) -> Mapping[str, Sequence[str]]:
    command = ["linkage", "load", str(place.observed), "--store", place.store, "--json"]
    return {"load": command, "load again": command}


def _notebook(place: Place) -> Mapping[str, Sequence[str]]:
    return {
        "load": [f"{_HERE}.notebook", "load", str(place.observed)],
        "detect": [f"{_HERE}.notebook", "communities"],
        "export": [f"{_HERE}.notebook", "export", str(place.answer)],
    }


def _plain_driver(place: Place) -> Mapping[str, Sequence[str]]:
    return {"load": [f"{_HERE}.notebook", "load", str(place.observed)]}


def _graph_batch(place: Place) -> Mapping[str, Sequence[str]]:
    return {"load": [f"{_HERE}.graph_batch", str(place.observed), place.store]}


WHOLE_SECTION, STORAGE_SECTION = "whole", "storage"
WHOLE = {
    "linkage, embedded": Way(False, _ours),
    "linkage, Neo4j": Way(True, _ours),
    "notebook: data frames, Neo4j, GDS": Way(True, _notebook),
}
STORAGE = {
    "linkage load, embedded": Way(False, _our_load),
    "GraphBatch, embedded": Way(False, _graph_batch),
    "linkage load, Neo4j": Way(True, _our_load),
    "UNWIND MERGE, Neo4j": Way(True, _plain_driver),
}
Then = Callable[[str, int, str, Mapping[str, str]], object]
"""Told the way, the accounts, the store and how to reach it, while the store is up."""


def measure(
    section: str, ways: Mapping[str, Way], sizes: Sequence[int], seed: int, then: Then | None = None
) -> list[Row]:
    """Go these ways on worlds of these sizes; the smallest twice, to see whether the answers are the same.

    Parameters
    ----------
    then
        What to do with a store at a way's end.
    """
    rows: list[Row] = []
    for accounts in sorted(sizes):
        for name, way in ways.items():
            if way.on_server and server.missing():
                server.warn()
                continue
            results.forget(section, name, accounts)
            if reason := not_worth_it(rows, name, accounts, LIMIT):
                rows.append(_kept(section, {"name": name, "accounts": accounts, "step": "load", "failure": reason}))
                continue
            gone = _once(section, name, accounts, seed, way, then)
            if accounts == min(sizes) <= TWICE and "digest" in gone[-1]:
                again = _once(section, name, accounts, seed, way, None)
                results.keep(section, {**gone[-1], "same": gone[-1]["digest"] == again[-1].get("digest")})
            rows += gone
    return rows


def kept_store(accounts: int, seed: int) -> Path:
    """Return the folder of the embedded store that the whole way filled last, to its end."""
    return FOLDER / f"store-{accounts}-{seed}"


def _gone(way: Way, place: Place, neo4j: Neo4j | None) -> list[Row]:
    """Return a row for each step; the last one tells how good the answer is, where there is an answer."""
    rows: list[Row] = []
    for step, command in way.steps(place).items():
        rows.append({"step": step, **_taken(command, neo4j)})
        if "failure" in rows[-1]:
            return rows
    if place.answer.exists():
        rows[-1] |= _scored(place)
    return rows


def _once(section: str, name: str, accounts: int, seed: int, way: Way, then: Then | None) -> list[Row]:
    """Go a way in fresh places, keep its rows, and hand the store on while it is up."""
    with ExitStack() as stack:
        neo4j = stack.enter_context(server.neo4j()) if way.on_server else None
        filling = inputs.fresh(f"filling-{os.getpid()}")
        stack.callback(inputs.fresh, filling.name)
        answer = inputs.fresh(f"members-{os.getpid()}.csv")
        stack.callback(inputs.fresh, answer.name)
        world, observed = inputs.world(accounts, seed), inputs.observed(accounts, seed)
        store = neo4j.url if neo4j else str(filling)
        rows = _gone(way, Place(world, observed, store, answer), neo4j)
        rows = [_kept(section, {"name": name, "accounts": accounts, **row}) for row in rows]
        if "failure" in rows[-1] or section != WHOLE_SECTION:
            return rows
        if not neo4j:
            store = str(filling.rename(inputs.fresh(kept_store(accounts, seed).name)))
        if then:
            then(name, accounts, store, neo4j.told if neo4j else {})
        return rows


def _taken(command: Sequence[str], neo4j: Neo4j | None) -> Row:
    since = neo4j.begin() if neo4j else 0.0
    ended = run(command, LIMIT, {"LINKAGE_STAGING": str(FOLDER), **(neo4j.told if neo4j else {})})
    if ended.failure:
        return {"failure": ended.failure, "seconds": ended.seconds}
    row: Row = {"seconds": ended.seconds, "cpu": ended.cpu, "megabytes": ended.megabytes}
    if neo4j:
        row["server_cpu"], row["server_megabytes"] = neo4j.used(since)
    return row | _said(ended.text)


def _said(text: str) -> Row:
    """Return the input rows that a load says it read."""
    last = text.strip().splitlines()[-1:]
    said = json.loads(last[0]) if last and last[0].startswith("{") else {}
    rows = said.get("rows", said.get("read"))
    return {"rows": rows} if isinstance(rows, int) else {}  # what a detection says it read is a word


def _scored(place: Place) -> Row:
    ended = run([f"{_HERE}.answers", str(place.answer), str(truth_path(place.world))], LIMIT)
    row: Row = json.loads(ended.text)
    return row


def _kept(section: str, row: Row) -> Row:
    results.keep(section, row)
    print(_line(row), flush=True)
    return row


def _line(row: Row) -> str:
    head = f"{row['name']:<34} {row['accounts']:>9,} {row['step']:<10}"
    if "failure" in row:
        return f"{head}  {row['failure']}"
    server_part = (
        f"; server {row['server_cpu']:.1f} s, {row['server_megabytes']:,.0f} MB" if "server_cpu" in row else ""
    )
    rings = f"; rings {row['found']}/{row['rings']}, F {row['f1']:.3f}" if "found" in row else ""
    return f"{head} {row['seconds']:.1f} s, CPU {row['cpu']:.1f} s, {row['megabytes']:,.0f} MB{server_part}{rings}"
