"""Who only received visitors is no member."""

from __future__ import annotations

import numpy as np
import pytest

from linkage.evidence.weigh import weigh
from linkage.judge.ties import find_ties
from linkage.judge.visited import VISITOR_DAYS, only_visited
from linkage.model.entity_graph import EntityGraph
from tests.entities import Use, entities, households, names
from tests.unit.linkage.judge.crews import pools

RING = names("ring", 20)
VICTIM = names("home007-", 3)
THINGS = (("device", "home-device7"), ("payment", "card-home007-0001"), ("ip", "home-ip7"))


def _visits(visitors: int, day: float) -> list[Use]:
    """Return uses of a family's device, card and address by so many accounts of the ring."""
    return [(a, kind, ref, day, day + 1) for a in RING[:visitors] for kind, ref in THINGS]


def _visited(graph: EntityGraph) -> set[str]:
    """Return who was only visited, where the ring and the family are one cluster."""
    evidence = weigh(graph)
    ids = graph.accounts.ids
    together = np.isin(ids, RING + VICTIM)
    cluster = np.where(together, 0, 1 + np.arange(len(ids)))
    return set(ids[only_visited(graph, evidence, find_ties(evidence, cluster), cluster) & together].tolist())


def _world(extra: list[Use], banned: list[str] | None = None) -> EntityGraph:
    return entities(pools(RING, payment=6, device=5) + households(60) + extra, banned=banned or [])


@pytest.mark.parametrize("visitors", [1, 3, 10])
def test_a_family_whose_things_a_ring_came_to_use_was_only_visited(visitors: int) -> None:
    """However many accounts of the ring came, on three kinds of thing: the family used nothing of the ring's."""
    assert _visited(_world(_visits(visitors, 20.0))) == set(VICTIM)


def test_who_was_there_from_the_beginning_is_no_visitor() -> None:
    """Things that the ring used from their first days on are the ring's as much as theirs."""
    assert not _visited(_world(_visits(3, VISITOR_DAYS - 1)))


def test_who_visits_back_belongs_there() -> None:
    """A family that itself pays with a card of the ring's is tied to it by more than visitors."""
    used = [(VICTIM[0], "payment", f"{RING[0]}-payment0", 25.0, 26.0)]
    assert VICTIM[0] not in _visited(_world(_visits(3, 20.0) + used))


def test_a_banned_account_is_no_victim() -> None:
    """Whose things go on being used by others after its ban was replaced, not framed."""
    assert not set(VICTIM) & _visited(_world(_visits(3, 20.0), banned=VICTIM))


def test_without_times_nobody_is_taken_for_visited() -> None:
    """Who came first is not known: that excuses nobody."""
    graph = _world(_visits(3, 20.0))
    graph.uses.first_seen[:] = np.iinfo(np.int64).min
    assert not _visited(graph)
