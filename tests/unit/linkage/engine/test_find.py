"""Clusters are found in arrays: the same whatever the order of rows, and whatever unrelated data are loaded."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.engine.find import Found, find
from linkage.model.entity_graph import EntityGraph
from tests.entities import Act, Use, entities, households, names
from tests.unit.linkage.evidence.crowds import busy, carrier, in_step
from tests.unit.linkage.judge.crews import FAMILIES, born, campaigners, pools

CREW = names("crew", 24)
USES: list[Use] = households(30) + pools(CREW, payment=8, device=8, ip=5)
ACTS: list[Act] = busy(names("home000-", 3), each=9) + campaigners(CREW)
CREATED = born() | {account: -2.0 + n / 10 for n, account in enumerate(CREW)}


def _told(graph: EntityGraph, found: Found, accounts: set[str]) -> dict[str, tuple[object, ...]]:
    """Return of each account who else is in its cluster and campaign, and what was thought of it."""
    clusters, ids = found.clusters, graph.accounts.ids.tolist()
    together: dict[tuple[str, int], set[str]] = {}
    for n, account in enumerate(ids):
        together.setdefault(("cluster", int(clusters.of_account[n])), set()).add(account)
        together.setdefault(("campaign", int(clusters.campaign[n])), set()).add(account)
    verdict, score, spared = (
        told().tolist() for told in (clusters.member_verdict, clusters.member_score, clusters.member_spared)
    )
    within = clusters.support.registered.within_days.tolist()
    return {
        account: (
            frozenset(together["cluster", int(clusters.of_account[n])]),
            clusters.campaign[n] >= 0 and frozenset(together["campaign", int(clusters.campaign[n])]),
            verdict[n],
            score[n],
            spared[n],
            within[n],
        )
        for n, account in enumerate(ids)
        if account in accounts
    }


def test_with_what_was_learnt_held_unrelated_data_change_no_cluster() -> None:
    """Families, a carrier and another crew come before, between and after: members, verdicts and scores stay."""
    small = entities(USES, created=CREATED, acts=ACTS)
    before = find(small)
    others = names("another", 24)
    added = (
        households(40, prefix="gome") + households(20, prefix="z") + carrier(200) + pools(others, payment=8, device=8)
    )
    large = entities(USES + added, created=CREATED, acts=ACTS + in_step(others, "a-tool", seed=9))
    after = find(large, held=before.held)
    old = set(small.accounts.ids.tolist())
    assert {a for a, told in _told(small, before, old).items() if told[2] == "flagged"} >= set(CREW)
    assert _told(large, after, old) == _told(small, before, old)
    assert after.held == before.held


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(dice: random.Random) -> None:
    """Any permutation of the input gives the same bytes."""
    uses, acts = dice.sample(USES, len(USES)), dice.sample(ACTS, len(ACTS))
    found, other = (find(entities(u, created=CREATED, acts=a)).clusters for u, a in ((USES, ACTS), (uses, acts)))
    assert other.of_account.tobytes() == found.of_account.tobytes()
    assert other.campaign.tobytes() == found.campaign.tobytes()
    assert other.member_score().tobytes() == found.member_score().tobytes()


def test_another_seed_finds_the_same_crew() -> None:
    """What is clear does not depend on where shuffles begin; the same seed gives the same bytes."""
    graph = entities(USES, created=CREATED, acts=ACTS)
    crew = np.isin(graph.accounts.ids, CREW)
    first, again, other = (find(graph, seed=seed).clusters for seed in (1, 1, 2))
    assert first.of_account.tobytes() == again.of_account.tobytes()
    for clusters in (first, other):
        assert len(set(clusters.of_account[crew].tolist())) == 1
        assert set(clusters.member_verdict()[crew].tolist()) == {"flagged"}


def test_a_whole_run_concerns_everybody() -> None:
    """Only a run limited to what was touched leaves accounts aside."""
    graph = entities(households(FAMILIES))
    assert find(graph).concerned.all()
    assert not find(graph, touched=np.zeros(len(graph.accounts), np.bool_)).concerned.any()


def test_each_step_is_told_as_it_begins() -> None:
    """So that whoever waits can see what is done."""
    steps: list[str] = []
    find(entities(households(3)), step=steps.append)
    assert steps == ["weighing evidence", "finding communities", "judging"]


def test_no_accounts_have_no_clusters() -> None:
    """An empty store is no error, nor is one in which nobody shares anything."""
    assert not len(find(entities([])).clusters.of_account)
    alone = find(entities([], alone="abc")).clusters
    assert sorted(alone.of_account.tolist()) == [0, 1, 2]
    assert set(alone.member_verdict().tolist()) == {"clear"}
