"""Our engine as one method among others: default settings, nothing tuned, the clusters that would be published."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linkage.engine.choose import WORTH_PUBLISHING
from linkage.engine.find import Found, find
from linkage.evaluate.case import Ints, Said
from linkage.model.entity_graph import EntityGraph

NAME = "linkage"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a method says: at operator level, and which campaign each account is in (-1 for none)."""

    operators: Said
    campaign: Ints


def linkage(entities: EntityGraph) -> Answer:
    """Return what a detection with default settings publishes about these accounts."""
    return published(find(entities))


def published(found: Found) -> Answer:
    """Return the clusters of a finding that a run would publish, with what it says of their members."""
    clusters = found.clusters
    size = np.bincount(clusters.of_account)
    shown = (clusters.judgement.verdict() != "clear") & (size >= WORTH_PUBLISHING)
    shown = shown[clusters.of_account]
    verdict = clusters.member_verdict()
    said = Said(np.where(shown, clusters.of_account, -1), clusters.member_score(), shown & (verdict == "flagged"))
    return Answer(said, np.where(shown, clusters.campaign, -1))
