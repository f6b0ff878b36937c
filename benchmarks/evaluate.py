"""Evaluate detection beside practice's baselines, on worlds nothing was developed on.

::

    python -m benchmarks.evaluate                 the standard worlds; renews docs/reference/detection.md
    python -m benchmarks.evaluate --quick         small worlds, printed only
    python -m benchmarks.evaluate --large         with two worlds of a million accounts
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks import page, tables
from benchmarks.measure import Measured, measure
from benchmarks.ours import NAME
from benchmarks.reliability import draw
from benchmarks.suite import FAMILIES, FIRST_SEED, Family, Job, quick, standard
from benchmarks.summary import reliability

PART = "make eval"
PICTURE = "detection-reliability.svg"
SEEDS, QUICK_SEEDS = 5, 2
HUGE = 500_000
"""Worlds of so many accounts need 5 to 10 GB: one at a time."""
VARIED = (
    "Odd seeds are of varied platforms: other kinds of identifier, windows of 90 to 365 days, fewer facts, now and "
    "then a coarse clock or no activity."
)


def main(arguments: list[str] | None = None) -> None:
    """Measure, print the tables, and renew the page where the whole standard set was measured."""
    given = _options(arguments)
    jobs = _jobs(given)
    workers = min(given.processes, len(jobs))
    _say(f"{len(jobs)} worlds in {workers} processes: about {sum(job.seconds for job in jobs) / workers / 60:.0f} min")
    began = time.monotonic()
    results = run(jobs, workers, baselines=not given.ours_only)
    minutes = (time.monotonic() - began) / 60
    text = report(results)
    print(text)
    if given.json:
        given.json.write_text(json.dumps([asdict(result) for result in results], indent=1), "utf-8")
    if given.write:
        _renew(results, text, _command(given), minutes)


def run(jobs: Sequence[Job], workers: int, *, baselines: bool = True) -> list[Measured]:
    """Measure the worlds, the larger first but huge ones last and alone; return the results in the jobs' order."""
    os.environ["POLARS_MAX_THREADS"] = "1"  # of the children: one processor each
    found: dict[Job, Measured] = {}
    huge = [job for job in jobs if job.accounts >= HUGE]
    for part, processes in (([job for job in jobs if job not in huge], workers), (huge, 1)):
        for result in _measured(part, processes, baselines=baselines):
            found[result.job] = result
            _say(f"{len(found)}/{len(jobs)} {_line(result)}")
    return [found[job] for job in jobs]


def _measured(jobs: Sequence[Job], processes: int, *, baselines: bool) -> Iterator[Measured]:
    """Yield results as they come."""
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        work = partial(measure, baselines=baselines)
        waiting = [pool.submit(work, job) for job in sorted(jobs, key=lambda job: -job.accounts)]
        for done in as_completed(waiting):
            yield done.result()


def report(results: Sequence[Measured]) -> str:
    """Return all tables as Markdown."""
    of_family = {family: [r for r in results if r.job.family == family] for family in FAMILIES}
    sections: list[str] = []
    if simulated := of_family["simulated"]:
        sections += [
            f"### Simulated worlds\n\n{_described(simulated)} {VARIED}\n\n{tables.flagged(simulated)}",
            tables.recovered(simulated),
            tables.innocents(simulated),
            f"### Hydras\n\n{tables.hydras(simulated)}",
            f"### By size, difficulty and platform (ours)\n\n{tables.slices(simulated)}",
            f"### Scores\n\n{tables.scores(simulated)}",
        ]
    if signups := of_family["sign-ups"]:
        title = "### A small platform that notes identifiers once, at sign-up (openbotrisk's shape)"
        found = tables.flagged(signups, tables.SMALL_AIMS)
        whole = f"{tables.recovered(signups)}\n\n{tables.innocents(signups)}"
        sections.append(f"{title}\n\n{_described(signups)}\n\n{found}\n\n{whole}")
    if wallets := of_family["wallets"]:
        title = "### A ledger without labels or times"
        sections.append(f"{title}\n\n{_described(wallets)}\n\n{tables.half_found(wallets)}")
    return "\n\n".join(sections)


def _command(given: argparse.Namespace) -> str:
    """Return what to type to measure the same again."""
    chosen = [f"--family {family}" for family in given.family or ()]
    chosen += [f"--{name.replace('_', '-')}" for name in ("quick", "large", "ours_only") if getattr(given, name)]
    chosen += [f"--seeds {given.seeds}"] if given.seeds else []
    chosen += [f"--first-seed {given.first_seed}"] if given.first_seed != FIRST_SEED else []
    return f'make eval ARGS="{" ".join(chosen)}"' if chosen else "make eval"


def _described(results: Sequence[Measured]) -> str:
    jobs = [result.job for result in results]
    sizes = ", ".join(f"{size:,}" for size in sorted({job.accounts for job in jobs}))
    seeds = sorted({job.seed for job in jobs})
    span = f"seed {seeds[0]}" if len(seeds) == 1 else f"seeds {seeds[0]} to {seeds[-1]}"
    return f"{len(jobs)} world{'s' * (len(jobs) > 1)} of {sizes} accounts, {span}; means over worlds."


def _line(result: Measured) -> str:
    job, ours = result.job, result.figures[NAME]
    precision, recall = (ours["flagged"][name]["value"] for name in ("precision", "recall"))
    shown = " ".join("-" if value is None else f"{value:.3f}" for value in (precision, recall))
    return (
        f"{job.family} {job.accounts:,} difficulty {job.difficulty} seed {job.seed}: precision, recall {shown}, "
        f"{result.seconds[NAME]:.1f} s"
    )


def _renew(results: Sequence[Measured], text: str, command: str, minutes: float) -> None:
    simulated = [result for result in results if result.job.family == "simulated"]
    draw(reliability(simulated, NAME, "members"), page.DOCS / PICTURE)
    day = datetime.now(UTC).date().isoformat()
    head = f"Measured on {day} in {minutes:.0f} minutes on {os.cpu_count()} processors with `{command}`."
    picture = f"![Share of members in rings against their score]({PICTURE})"
    page.write_part(PART, f"{head} In parentheses: 95 % intervals, from resampling worlds.\n\n{text}\n\n{picture}")
    _say(f"renewed {page.PAGE.name}")


def _jobs(given: argparse.Namespace) -> list[Job]:
    if given.quick:
        jobs = quick(given.first_seed, given.seeds or QUICK_SEEDS)
    else:
        jobs = standard(given.first_seed, given.seeds or SEEDS, large=given.large)
    families: Sequence[Family] = given.family or FAMILIES
    return [job for job in jobs if job.family in families]


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="benchmarks.evaluate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="small worlds")
    parser.add_argument("--large", action="store_true", help="worlds of a million accounts too")
    parser.add_argument("--first-seed", type=int, default=FIRST_SEED)
    parser.add_argument("--seeds", type=int, default=0, help=f"worlds of a sort; {SEEDS}, or {QUICK_SEEDS} when quick")
    parser.add_argument("--family", action="append", choices=FAMILIES, help="only these worlds; may be repeated")
    parser.add_argument("--ours-only", action="store_true", help="leave the baselines out")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--json", type=Path, help="write all figures there")
    parser.add_argument("--write", action=argparse.BooleanOptionalAction, help="renew the page of figures")
    given = parser.parse_args(arguments)
    if given.write is None:
        given.write = not (given.quick or given.family or given.ours_only or given.seeds)
    return given


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
