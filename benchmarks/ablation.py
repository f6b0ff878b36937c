"""What each part of detection earns: the same worlds, with one part left out.

::

    python -m benchmarks.ablation                 print the table
    python -m benchmarks.ablation --write         renew docs/reference/detection.md
    python -m benchmarks.ablation --quick         fewer, smaller worlds

Kinds of evidence are left out of the arrays; parts of the method are asked of ``find`` itself (``without=``).
"""

from __future__ import annotations

import argparse
import inspect
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks import page, tables
from benchmarks.measure import Measured, figures
from benchmarks.ours import NAME, published
from benchmarks.suite import FIRST_SEED, Job
from benchmarks.worlds import read_world
from linkage.engine.find import Found, find
from linkage.model.entity_graph import UNKNOWN, EntityGraph, no_acts

Find = Callable[[EntityGraph], Found]


@dataclass(frozen=True, slots=True)
class Part:
    """A part to leave out: evidence that ``edit`` takes from the arrays, or a ``switch`` of ``find``."""

    title: str
    edit: Callable[[EntityGraph], EntityGraph] | None = None
    switch: str = ""

    def possible(self) -> bool:
        """Tell whether it can be left out with the engine as it is."""
        return not self.switch or "without" in inspect.signature(find).parameters

    def found(self, entities: EntityGraph) -> Found:
        """Return what is found without this part.

        Raises
        ------
        NotImplementedError
            The engine cannot leave it out.
        """
        if not self.possible():
            raise NotImplementedError(f"find() takes no `without` yet: {self.title} cannot be left out")
        if self.edit:
            return find(self.edit(entities))
        leave: dict[str, object] = {"without": frozenset({self.switch})} if self.switch else {}
        return find(entities, **leave)  # type: ignore[arg-type]


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


def without_facts(entities: EntityGraph) -> EntityGraph:
    """Return the entities with nothing known of an account: no organisation, plan, verification, ban or creation."""
    accounts, none = entities.accounts, np.zeros(len(entities.accounts), np.bool_)
    bare = replace(
        accounts,
        created_at=np.full_like(accounts.created_at, UNKNOWN),
        banned=none,
        verified=none,
        paid=none,
        org=np.full_like(accounts.org, -1),
    )
    return replace(entities, accounts=bare)


PARTS: dict[str, Part] = {
    "nothing": Part("nothing"),
    "leases": Part("leases", without_leases),
    "derived": Part("derived identifiers", without_derived),
    "activity": Part("activity: synchrony and templates", without_activity),
    "facts": Part("facts of accounts: organisation, plan, verified, bans, creation", without_facts),
    "synchrony": Part("synchrony", switch="synchrony"),
    "templates": Part("templates", switch="templates"),
    "learnt weights": Part("learnt weights", switch="learnt weights"),
    "pools": Part("pools", switch="pools"),
    "joining": Part("joining of pieces", switch="joining"),
    "redundancy": Part("the rule that no member hangs on one identifier", switch="redundancy"),
    "counter-evidence": Part("counter-evidence", switch="counter-evidence"),
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
    names = ["nothing", *given.only] if given.only else [name for name, part in PARTS.items() if part.possible()]
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
    given = parser.parse_args(arguments)
    impossible = [name for name, part in PARTS.items() if not part.possible()]
    for name in set(given.only or ()) & set(impossible):
        parser.error(f"{name} cannot be left out: find() takes no `without`")
    if impossible:
        print(f"cannot be left out, find() takes no `without`: {', '.join(impossible)}", file=sys.stderr)
    return given


if __name__ == "__main__":
    main()
