"""Find clusters in arrays: weigh, partition, judge. No store: the same code serves a store's run and a benchmark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from linkage.detect.engines import ENGINES, Engine
from linkage.evidence.weigh import Evidence, weigh
from linkage.judge.clusters import Clusters, form_clusters
from linkage.model.entity_graph import EntityGraph

RESOLUTION = 0.0003
"""Evidence an account must bring for each account already in a community (constant Potts model)."""


@dataclass(frozen=True, slots=True)
class Found:
    """The evidence and the clusters found in it."""

    evidence: Evidence
    clusters: Clusters


def _silent(_: str) -> None:
    pass


def find(
    entities: EntityGraph,
    *,
    seed: int = 0,
    engine: Engine = ENGINES["default"],
    step: Callable[[str], None] = _silent,
) -> Found:
    """Return the clusters of these entities, judged.

    Parameters
    ----------
    seed
        Where the engine's shuffles begin.
    engine
        What finds communities.
    step
        Told the name of each step as it begins.
    """
    step("weighing evidence")
    evidence = weigh(entities)
    step("finding communities")
    partition = engine(evidence.graph, RESOLUTION, seed)
    step("judging")
    return Found(evidence, form_clusters(entities, evidence, partition))
