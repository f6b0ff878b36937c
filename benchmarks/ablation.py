"""What each part of detection earns: the same worlds, with one part left out.

::

    python -m benchmarks.ablation                 print the table
    python -m benchmarks.ablation --write         renew docs/reference/detection.md
    python -m benchmarks.ablation --quick         fewer, smaller worlds

Evidence is left out of the arrays; of the method, what is learnt and what is looked at twice is put together anew.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import page, tables
from benchmarks.measure import Measured, figures
from benchmarks.ours import NAME, published
from benchmarks.suite import FIRST_SEED, Job
from benchmarks.worlds import read_world
from linkage.detect.engines import ENGINES
from linkage.engine.find import RESOLUTIONS, Found, find
from linkage.evidence.leases import MS_A_DAY
from linkage.evidence.weigh import Evidence, graph_of, weigh
from linkage.judge.clusters import form_clusters
from linkage.model.entity_graph import UNKNOWN, EntityGraph, no_acts

USABLE = 200
"""Where nothing is learnt, signals of more accounts are left out, as practice does."""
UNLEARNT = 0.5
"""What sharing any other signal is then taken to mean."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of detection, and what is found without it."""

    title: str
    found: Callable[[EntityGraph], Found]


def _from(edit: Callable[[EntityGraph], EntityGraph]) -> Callable[[EntityGraph], Found]:
    """Return a search in edited entities."""
    return lambda entities: find(edit(entities))


def without_leases(entities: EntityGraph) -> EntityGraph:
    """Return the entities with identifiers that never change hands."""
    return replace(entities, lease_days=np.zeros_like(entities.lease_days))


def without_derived(entities: EntityGraph) -> EntityGraph:
    """Return the entities without derived identifiers."""
    kept = ~entities.derived[entities.kind]
    number = np.cumsum(kept) - 1
    uses, used = entities.uses, kept[entities.uses.identifier]
    left = replace(
        uses,
        account=uses.account[used],
        identifier=number[uses.identifier[used]].astype(np.int32),
        first_seen=uses.first_seen[used],
        last_seen=uses.last_seen[used],
        count=uses.count[used],
    )
    return replace(entities, kind=entities.kind[kept], refs=entities.refs[kept], uses=left)


def without_activity(entities: EntityGraph) -> EntityGraph:
    """Return the entities without what anybody did."""
    return replace(entities, acts=no_acts(), fingerprints=entities.fingerprints[:0])


def without_timing(entities: EntityGraph) -> EntityGraph:
    """Return the entities with everything done at some other time: the forms of request are kept, no step is."""
    acts, rng = entities.acts, np.random.default_rng(0)
    if not len(acts):
        return entities
    days = max(int(np.ptp(acts.at)) // MS_A_DAY, 1)
    at = acts.at.min() + rng.integers(0, int(days * MS_A_DAY), size=len(acts), dtype=np.int64)
    return replace(entities, acts=replace(acts, at=at))


def without_creation(entities: EntityGraph) -> EntityGraph:
    """Return the entities with no time of creation known."""
    unknown = np.full_like(entities.accounts.created_at, UNKNOWN)
    return replace(entities, accounts=replace(entities.accounts, created_at=unknown))


def without_bans(entities: EntityGraph) -> EntityGraph:
    """Return the entities with no ban known."""
    return replace(entities, accounts=replace(entities.accounts, banned=_nobody(entities)))


def without_organisations(entities: EntityGraph) -> EntityGraph:
    """Return the entities with nothing known of organisations, plans and verification."""
    none, accounts = _nobody(entities), entities.accounts
    bare = replace(accounts, verified=none, paid=none, org=np.full_like(accounts.org, -1))
    return replace(entities, accounts=bare)


def without_facts(entities: EntityGraph) -> EntityGraph:
    """Return the entities with nothing known of an account: no organisation, plan, verification, ban or creation."""
    return without_organisations(without_bans(without_creation(entities)))


def _nobody(entities: EntityGraph) -> NDArray[np.bool_]:
    return np.zeros(len(entities.accounts), np.bool_)


def at_one_resolution(entities: EntityGraph) -> Found:
    """Return what is found in communities of one resolution, the middle of the three."""
    return _judged(entities, weigh(entities), RESOLUTIONS[1:2])


def with_equal_weights(entities: EntityGraph) -> Found:
    """Return what is found where every signal of few enough accounts means the same."""
    evidence = weigh(entities)
    signals = evidence.signals
    usable = (signals.degree >= 2) & (signals.degree <= USABLE)
    share = np.where(usable, UNLEARNT, 0.0)
    weight = -np.log1p(-share)
    graph, signal_of_node = graph_of(signals, weight)
    equal = replace(evidence, share=share, weight=weight, graph=graph, signal_of_node=signal_of_node)
    return _judged(entities, equal, RESOLUTIONS)


def _judged(entities: EntityGraph, evidence: Evidence, resolutions: Sequence[float]) -> Found:
    partitions = [ENGINES["default"](evidence.graph, resolution, 0) for resolution in resolutions]
    everybody = np.ones(len(entities.accounts), np.bool_)
    return Found(evidence, form_clusters(entities, evidence, partitions), everybody)


PARTS: dict[str, Part] = {
    "nothing": Part("nothing", find),
    "leases": Part("leases", _from(without_leases)),
    "derived": Part("derived identifiers", _from(without_derived)),
    "activity": Part("activity: synchrony and templates", _from(without_activity)),
    "timing": Part("synchrony (the same acts, at other times)", _from(without_timing)),
    "creation": Part("times of creation", _from(without_creation)),
    "bans": Part("bans", _from(without_bans)),
    "organisations": Part("organisations, plans, verification", _from(without_organisations)),
    "facts": Part("all these facts of accounts", _from(without_facts)),
    "learnt weights": Part("learnt weights (all equal, up to 200 accounts)", with_equal_weights),
    "resolutions": Part("more than one resolution", at_one_resolution),
}


def measure(job: Job, names: Sequence[str]) -> list[Measured]:
    """Return our figures on one world without each of these parts, in their order."""
    with tempfile.TemporaryDirectory() as folder:
        job.write(Path(folder, "world"))
        world = read_world(Path(folder, "world"))
    found = (published(PARTS[name].found(world.entities)) for name in names)
    return [Measured(job, {NAME: figures(world, answer)}, {}) for answer in found]


def main(arguments: list[str] | None = None) -> None:
    """Measure and print the table."""
    given = _options(arguments)
    names = ["nothing", *given.only] if given.only else list(PARTS)
    jobs = worlds(quick=given.quick)
    print(f"{len(jobs)} worlds, {len(names)} times each", file=sys.stderr, flush=True)
    os.environ["POLARS_MAX_THREADS"] = "1"  # of the children: one processor each
    with ProcessPoolExecutor(given.processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        measured = list(pool.map(measure, jobs, [names] * len(jobs)))
    text = tables.ablation({PARTS[n].title: [m[place] for m in measured] for place, n in enumerate(names)})
    print(text)
    if given.write:
        page.write_part("ablation", f"Means over {len(jobs)} worlds.\n\n{text}")


def worlds(*, quick: bool) -> list[Job]:
    """Return the worlds to look at."""
    size, seeds = (6_000, 1) if quick else (20_000, 2)
    seeded = range(FIRST_SEED, FIRST_SEED + seeds)
    jobs = [Job("simulated", size, difficulty, seed) for difficulty in (0.2, 0.5, 0.8) for seed in seeded]
    return [*jobs, *(Job("sign-ups", 1100, 0.5, seed) for seed in seeded)]


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="benchmarks.ablation", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", action="append", choices=PARTS, help="leave out only this; may be repeated")
    parser.add_argument("--quick", action="store_true", help="fewer, smaller worlds")
    parser.add_argument("--write", action="store_true", help="renew the page of figures")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
