"""Learn how much each of the judge's arguments counts, from simulated worlds that vary widely.

    python -m benchmarks.calibrate

Every world has its own size, length, difficulty, mixture and platform, drawn from its seed; none of them is used by the
evaluation (``python -m benchmarks.evaluate``) or the gate. Logistic regression, drawn towards nothing, in which an
argument for one actor may never count against it, nor the reverse. The weights are written to
``linkage/judge/learnt.py``. Takes about ten minutes on two cores.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.worlds import World, read_world
from linkage.detect.engines import ENGINES
from linkage.detect.graph import Partition
from linkage.engine.find import RESOLUTIONS
from linkage.evidence.weigh import Evidence, weigh
from linkage.judge import learnt
from linkage.judge.clusters import form_clusters
from linkage.judge.grounds import Grounds
from linkage.judge.members import MEMBER_SIDES, member_strengths
from linkage.judge.population import Population
from linkage.judge.score import FLAG, LEAST, SIDES, strengths
from linkage.judge.signs import read_signs
from linkage.judge.support import support_of
from linkage.judge.ties import find_ties
from linkage.model.entity_graph import UNKNOWN
from linkage.simulate.world import write_world

FIRST_SEED = 10_000
ROUNDS = 2
RING, INNOCENT = 0.6, 0.2
"""Share of ring accounts from which on a cluster is an actor's, and up to which it is not; others are left out."""
HIDDEN = 0.3
"""Chance that a world's times of creation, and that its bans, are hidden."""
LARGEST = 50
"""A cluster counts by its accounts, up to so many: flagging a large innocent one is the worse mistake."""
MOST = 5.0
"""No argument counts for more at full strength: none decides alone, and what is easily claimed does not excuse all."""
DRAWN = 3.0
"""How strongly weights are drawn towards nothing (ridge)."""


@dataclass(frozen=True, slots=True)
class Cases:
    """What was seen of clusters or members, and what they were: one row a case."""

    strengths: NDArray[np.float64]
    actor: NDArray[np.float64]
    count: NDArray[np.float64]


def main(arguments: list[str] | None = None) -> None:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=80)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args(arguments)
    seeds = range(FIRST_SEED, FIRST_SEED + given.worlds)
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            clusters, members = _all_cases([(seed, folder) for seed in seeds], given.processes)
            write(fit(clusters, SIDES), fit(members, MEMBER_SIDES))


def _all_cases(tasks: Sequence[tuple[int, str]], processes: int) -> tuple[Cases, Cases]:
    """Return the cases of all worlds, seen by processes that know the weights of now."""
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        seen = list(pool.map(cases_of, tasks, chunksize=1))
    return _together([c for c, _ in seen]), _together([m for _, m in seen])


def _together(cases: Sequence[Cases]) -> Cases:
    return Cases(
        np.concatenate([c.strengths for c in cases]),
        np.concatenate([c.actor for c in cases]),
        np.concatenate([c.count for c in cases]),
    )


def cases_of(task: tuple[int, str]) -> tuple[Cases, Cases]:
    """Return the clusters and the members of one world, as the judge sees them.

    Communities and clusters only: cores and chains are mostly rings seen again, and would make rings look usual.
    """
    world = _told_less(read_world(_written(*task)), task[0])
    evidence = weigh(world.entities)
    engine = ENGINES["default"]
    partitions = [engine(evidence.graph, resolution, 0) for resolution in RESOLUTIONS]
    clusters = form_clusters(world.entities, evidence, partitions)
    ring = (world.truth.ring >= 0).astype(np.float64)
    every = [Partition.of(p.labels[: len(ring)]).labels for p in partitions] + [clusters.of_account]
    seen = [_cluster_cases(world, evidence, cluster, clusters.population, ring) for cluster in every]
    flagged = (clusters.judgement.score >= FLAG)[clusters.of_account]
    facts = member_strengths(world.entities, evidence, clusters.ties, clusters.support, clusters.of_account)
    size = clusters.signs.size[clusters.of_account]
    members = Cases(
        np.column_stack([facts[code] for code in MEMBER_SIDES])[flagged],
        ring[flagged],
        np.minimum(1.0, 200 / size)[flagged],
    )
    return _together(seen), members


def _written(seed: int, folder: str) -> Path:
    """Return the folder of the world of this seed, written if it is not there yet."""
    rng = np.random.Generator(np.random.PCG64(seed))
    accounts = int(rng.choice([8_000, 12_000, 20_000, 30_000, 45_000]))
    out = Path(folder) / str(seed)
    if not out.exists():
        write_world(
            out,
            accounts,
            seed,
            days=int(rng.choice([60, 120, 180, 300])),
            difficulty=float(rng.uniform(0.1, 0.95)),
            hydra=int(accounts * rng.uniform(0.05, 0.3)) if rng.random() < 0.25 else None,
            varied=bool(rng.random() < 0.4),
        )
    return out


def _told_less(world: World, seed: int) -> World:
    """Return the world with some facts hidden, as where a platform does not know them: no argument may be needed."""
    rng = np.random.Generator(np.random.PCG64((seed, 1)))
    accounts = world.entities.accounts
    if rng.random() < HIDDEN:
        accounts = replace(accounts, created_at=np.full(len(accounts), UNKNOWN))
    if rng.random() < HIDDEN:
        accounts = replace(accounts, banned=np.zeros(len(accounts), np.bool_))
    return World(replace(world.entities, accounts=accounts), world.truth)


def _cluster_cases(
    world: World, evidence: Evidence, cluster: NDArray[np.int64], population: Population, ring: NDArray[np.float64]
) -> Cases:
    ties, grounds = find_ties(evidence, cluster), Grounds.of(world.entities, evidence)
    support = support_of(world.entities, evidence, ties, cluster, population, grounds)
    signs = read_signs(world.entities, evidence, ties, support, cluster, population, grounds)
    share = np.bincount(cluster, ring) / signs.size
    clear = (signs.size >= LEAST) & (signs.ties > 0) & ((share >= RING) | (share <= INNOCENT))
    facts = strengths(signs, population)
    return Cases(
        np.column_stack([facts[code] for code in SIDES])[clear],
        (share >= RING)[clear].astype(np.float64),
        np.minimum(signs.size, LARGEST)[clear] / 5.0,
    )


def fit(cases: Cases, sides: dict[str, int]) -> dict[str, float]:
    """Return the weight of each argument and of the prior: ridge logistic regression, weights kept on their side.

    Notes
    -----
    Newton's method on the weights that are not held at zero (Bertsekas 1982, doi:10.1137/0320018).
    """
    x = np.column_stack([np.ones(len(cases.actor)), cases.strengths])
    side = np.array([0, *sides.values()], np.float64)
    ridge = np.where(side == 0, 1e-6, DRAWN)
    weights = np.zeros(x.shape[1])
    for _ in range(200):
        chance = 1.0 / (1.0 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (cases.count * (chance - cases.actor)) + ridge * weights
        held = (weights == 0) & (slope * side >= 0) | (side * weights >= MOST) & (slope * side <= 0)
        free = ~(held & (side != 0))
        curve = (x * (cases.count * chance * (1 - chance))[:, None]).T @ x + np.diag(ridge)
        step = np.zeros(len(weights))
        step[free] = np.linalg.solve(curve[np.ix_(free, free)], slope[free])
        moved = np.where(side == 0, weights - step, side * np.clip(side * (weights - step), 0.0, MOST))
        if np.abs(moved - weights).max() < 1e-6:
            break
        weights = moved
    return dict(zip(["prior", *sides], (round(float(w), 3) + 0.0 for w in weights), strict=True))


def write(clusters: dict[str, float], members: dict[str, float]) -> None:
    """Write the weights where the judge reads them."""
    lines = Path(learnt.__file__).read_text().split("CLUSTER_WEIGHTS")[0]
    Path(learnt.__file__).write_text(lines + "\n".join(_lines(clusters, members)) + "\n")


def _lines(clusters: dict[str, float], members: dict[str, float]) -> Iterator[str]:
    for name, weights in (("CLUSTER_WEIGHTS", clusters), ("MEMBER_WEIGHTS", members)):
        yield f"{name}: dict[str, float] = {{"
        yield from (f'    "{code}": {weight},' for code, weight in weights.items())
        yield "}"


if __name__ == "__main__":
    main()
