"""Find clusters in arrays: weigh, partition, judge. No store: the same code serves a store's run and a benchmark."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.detect.engines import ENGINES, Engine
from linkage.evidence.corroboration import Calibration
from linkage.evidence.surroundings import narrowed
from linkage.evidence.weigh import Evidence, weigh
from linkage.judge.clusters import Clusters, form_clusters
from linkage.judge.grounds import Grounds
from linkage.judge.population import Population
from linkage.model.entity_graph import EntityGraph

RESOLUTIONS = (0.1, 0.03, 0.01)
"""Evidence an account must bring for each account already in a community (constant Potts model), the finest first."""
THREADS = 2
"""Resolutions that are worked on at once: one component that is most of the graph keeps no more than one core busy."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a run learnt from all data at once, for later runs to hold on to."""

    calibration: Calibration
    population: Population


@dataclass(frozen=True, slots=True)
class Found:
    """The evidence and the clusters found in it.

    Parameters
    ----------
    concerned
        bool, shape (n_accounts,): accounts whose clusters were found; all, unless the run was limited.
    """

    evidence: Evidence
    clusters: Clusters
    concerned: NDArray[np.bool_]

    @property
    def held(self) -> Held:
        """What was learnt, to hold on to."""
        return Held(self.evidence.calibration, self.clusters.population)


def _silent(_: str) -> None:
    pass


def find(
    entities: EntityGraph,
    *,
    seed: int = 0,
    engine: Engine = ENGINES["default"],
    held: Held | None = None,
    labels: NDArray[np.int8] | None = None,
    touched: NDArray[np.bool_] | None = None,
    step: Callable[[str], None] = _silent,
) -> Found:
    """Return the clusters of these entities, judged.

    Parameters
    ----------
    seed
        Where the engine's shuffles begin.
    engine
        What finds communities.
    held
        What an earlier run learnt: with it, what unrelated data are loaded changes no cluster.
    labels
        int8, shape (n_accounts,): accounts known to be bad (1) or good (0), -1 for others, to learn weights from.
    touched
        bool, shape (n_accounts,): accounts to whose surroundings the run is limited; to be used with ``held``. What is
        found of them is what a full run finds.
    step
        Told the name of each step as it begins.
    """
    step("weighing evidence")
    evidence = weigh(entities, held.calibration if held else None, labels)
    concerned = np.ones(len(entities.accounts), np.bool_)
    if touched is not None:
        evidence, concerned = narrowed(evidence, touched)
    step("finding communities")
    with ThreadPoolExecutor(THREADS) as pool:
        found = [pool.submit(engine, evidence.graph, resolution, seed) for resolution in RESOLUTIONS]
        grounds = pool.submit(Grounds.of, entities, evidence)  # beside the last of them
        partitions = [each.result() for each in found]
    step("judging")
    population = held.population if held else None
    clusters = form_clusters(entities, evidence, partitions, population, grounds.result())
    return Found(evidence, clusters, concerned)
