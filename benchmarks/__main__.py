"""Measure this engine beside what people would use instead, and renew docs/reference/performance.md.

::

    python -m benchmarks                      everything: worlds of 10,000, 100,000 and a million accounts
    python -m benchmarks --quick              10,000 accounts, no server; printed only
    python -m benchmarks kernels scale        some sections; the page keeps what the others measured before
    python -m benchmarks page                 only write the page again, from what is kept in .cache/benchmarks
    python -m benchmarks --estimate           only say how long it would take

Sections: kernels (community detection), storage (loading), whole (files to a list of accounts), scale (the kernel up to
ten million accounts), reads (the API; on the stores that ``whole`` fills, or on the one that ``--store`` names).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from functools import partial

from benchmarks.performance import estimate, kernels, reads, report, scale, server, ways
from benchmarks.performance.peers import PEERS
from benchmarks.performance.ways import Way

SECTIONS = ("kernels", "storage", "whole", "scale", "reads")
SIZES, QUICK_SIZES = (10_000, 100_000, 1_000_000), (10_000,)
LOADED = (10_000, 100_000)
"""Sizes of ``storage`` where none is asked for: a million accounts are loaded by ``whole``."""
GRAPHS, QUICK_GRAPHS = (1_000_000, 3_000_000, 10_000_000), (10_000, 100_000)
LIMIT = 120.0


def main(arguments: list[str] | None = None) -> None:
    """Say how long it will take, measure, and renew the page."""
    given = _options(arguments)
    if given.sections != ["page"]:
        print(f"{', '.join(given.sections)}: about {_minutes(given):.0f} min", file=sys.stderr, flush=True)
        if given.estimate:
            return
        began = time.monotonic()
        _measure(given)
        print(f"took {(time.monotonic() - began) / 60:.1f} min", file=sys.stderr)
    if given.write:
        print(f"renewed {', '.join(report.renew())} of {report.PAGE.name}", file=sys.stderr)


def _measure(given: argparse.Namespace) -> None:
    """Measure the sections; reads of a store come while it is up."""
    asked = given.sections
    if "kernels" in asked:
        kernels.measure(given.only or _peers(given), given.accounts, given.seed, given.limit)
    if "scale" in asked:
        scale.measure(given.graphs, given.seed)
    if "storage" in asked:
        ways.measure(ways.STORAGE_SECTION, _ways(given, ways.STORAGE), given.loaded, given.seed)
    reading = partial(_read, max(given.accounts)) if "reads" in asked else None
    if "whole" in asked:
        ways.measure(ways.WHOLE_SECTION, _ways(given, ways.WHOLE), given.accounts, given.seed, reading)
    elif given.store and reading:
        reads.measure(given.store_name, given.store, max(given.accounts))
    elif reading:
        _read_alone(given, max(given.accounts), reading)


_STORES = {"linkage, embedded": "embedded", "linkage, Neo4j": "Neo4j"}


def _read_alone(given: argparse.Namespace, accounts: int, reading: ways.Then) -> None:
    """Fill the stores again where they are gone: the embedded one may still be there."""
    ours = {name: way for name, way in _ways(given, ways.WHOLE).items() if name in _STORES}
    kept = ways.kept_store(accounts, given.seed)
    if kept.exists():
        del ours["linkage, embedded"]
        reading("linkage, embedded", accounts, str(kept), {})
    ways.measure(ways.WHOLE_SECTION, ours, [accounts], given.seed, reading)


def _read(largest: int, name: str, accounts: int, store: str, told: Mapping[str, str]) -> None:
    """Ask the API of the largest world's stores of ours."""
    if name in _STORES and accounts == largest:
        reads.measure(_STORES[name], store, accounts, told)


def _peers(given: argparse.Namespace) -> list[str]:
    return [name for name, peer in PEERS.items() if not (given.quick and peer.on_server)]


def _ways(given: argparse.Namespace, every: Mapping[str, Way]) -> dict[str, Way]:
    return {name: way for name, way in every.items() if not (given.quick and way.on_server)}


def _minutes(given: argparse.Namespace) -> float:
    asked, sizes, there = given.sections, given.accounts, not server.missing()
    seconds = estimate.making(sizes) if {"kernels", "storage", "whole"} & set(asked) else 0.0
    if "kernels" in asked:
        peers = [name for name in given.only or _peers(given) if there or not PEERS[name].on_server]
        seconds += estimate.kernels(peers, sizes, given.limit)
    for section, every, loaded in (("storage", ways.STORAGE, given.loaded), ("whole", ways.WHOLE, sizes)):
        if section in asked:
            names = [name for name, way in _ways(given, every).items() if there or not way.on_server]
            seconds += estimate.ways(section, names, loaded)
    if "scale" in asked:
        seconds += estimate.scale(given.graphs)
    if "reads" in asked:
        kept = ways.kept_store(max(sizes), given.seed).exists()
        ours = [name for name in _ways(given, ways.WHOLE) if name in _STORES]
        filled = [name for name in ours if not (kept and name == "linkage, embedded")]
        seconds += estimate.reads(1 if given.store else len(ours))
        seconds += 0.0 if given.store or "whole" in asked else estimate.ways("whole", filled, [max(sizes)])
    return seconds / 60


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sections", nargs="*", choices=[*SECTIONS, "page", []], help="all but page where none is named")
    parser.add_argument("--quick", action="store_true", help="small, without a server, printed only")
    parser.add_argument("--estimate", action="store_true", help="only say how long it would take")
    parser.add_argument("--accounts", type=int, action="append", help="size of a world; may be repeated")
    parser.add_argument("--graphs", type=int, action="append", help="accounts of a graph of scale; may be repeated")
    parser.add_argument("--only", action="append", choices=PEERS, help="engines of kernels; may be repeated")
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds a run of kernels may take")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--store", help="a loaded and detected store whose reads are timed (NEO4J_PASSWORD for a URL)")
    parser.add_argument("--write", action=argparse.BooleanOptionalAction, help="renew the page of figures")
    given = parser.parse_args(arguments)
    given.sections = given.sections or list(SECTIONS)
    given.loaded = given.accounts or list(QUICK_SIZES if given.quick else LOADED)
    given.accounts = given.accounts or list(QUICK_SIZES if given.quick else SIZES)
    given.graphs = given.graphs or list(QUICK_GRAPHS if given.quick else GRAPHS)
    given.write = (not given.quick) if given.write is None else given.write
    given.store_name = "Neo4j" if given.store and "://" in given.store else "embedded"
    return given


if __name__ == "__main__":
    main()
