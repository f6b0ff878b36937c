"""Pieces of operators: communities are looked at with and without strays, and along chains."""

from __future__ import annotations

import numpy as np

from linkage.evidence.weigh import weigh
from linkage.judge.assemble import core_of, find_operators
from linkage.judge.judged import judge_clusters
from linkage.judge.operators import NOBODY
from linkage.judge.population import Population
from linkage.judge.score import FLAG
from tests.entities import Use, entities, households, names, shared
from tests.unit.linkage.judge.crews import RING, born, pools

CREW = RING[:14]
STRAYS = [p for h in range(12) for p in names(f"home{h:03d}-", 3)]


def _strayed() -> list[Use]:
    """Return uses of a crew, one of whose addresses served as a way through to each of twelve families' own."""
    through = [u for h in range(12) for u in shared([CREW[h]], "ip", f"home-ip{h}")]
    return pools(CREW, payment=5, device=4) + households(80) + through


def test_a_ring_is_seen_through_the_strays_that_cling_to_it() -> None:
    """Two thirds of the community are families that one address each ties: without them it is a ring, and is found."""
    graph = entities(_strayed(), created=born())
    evidence, ids = weigh(graph), graph.accounts.ids
    together = np.where(np.isin(ids, CREW + STRAYS), len(ids), np.arange(len(ids)))
    community = np.unique(together, return_inverse=True)[1].astype(np.int64)
    population = Population.of(graph.accounts, np.arange(len(ids)))
    whole = judge_clusters(graph, evidence, community, population)
    number = int(community[np.flatnonzero(np.isin(ids, CREW))[0]])
    assert whole.judgement.score[number] < FLAG
    core, _ = core_of(whole)
    assert len(set(core[np.isin(ids, CREW)].tolist())) == 1
    assert not set(core[np.isin(ids, CREW)].tolist()) & set(core[np.isin(ids, STRAYS)].tolist())
    operator = find_operators(graph, evidence, [community], population)
    assert set(operator[np.isin(ids, CREW)].tolist()) == {0}
    assert set(operator[~np.isin(ids, CREW)].tolist()) == {NOBODY}


def test_a_family_is_no_core() -> None:
    """A home is never found by leaving others out: what is left must be more than a household."""
    graph = entities(households(80), created=born())
    evidence, ids = weigh(graph), graph.accounts.ids
    community = np.unique([str(a)[:7] for a in ids], return_inverse=True)[1].astype(np.int64)
    population = Population.of(graph.accounts, np.arange(len(ids)))
    assert set(find_operators(graph, evidence, [community], population).tolist()) == {NOBODY}
