"""Registered together: who was created among those whose things he shares, more closely than chance gives."""

from __future__ import annotations

from math import exp, factorial

import numpy as np
import pytest

from linkage.evidence.weigh import weigh
from linkage.judge.chains import find_chains
from linkage.judge.population import Population
from linkage.judge.registered import Registered, _tail, registered_with
from linkage.judge.ties import find_ties
from linkage.model.entity_graph import EntityGraph
from tests.entities import entities, households, names
from tests.unit.linkage.judge.crews import handed_on

CHAIN = names("chain", 30)
FAMILIES = 60
PEOPLE = [p for h in range(FAMILIES) for p in names(f"home{h:03d}-", 3)]
CROWD = names("crowd", 400)


def _registered(created: dict[str, float]) -> tuple[EntityGraph, Registered]:
    """Return with whom each account is registered where devices are handed on along a chain."""
    uses = households(FAMILIES) + handed_on(CHAIN, "device") + handed_on(CHAIN[:10], "payment")
    graph = entities(uses, created=created, alone=CROWD)
    evidence = weigh(graph)
    chain = find_chains(evidence)
    population = Population.of(graph.accounts, chain)
    return graph, registered_with(graph.accounts.created_at, evidence, find_ties(evidence, chain), chain, population)


def _over_years(accounts: list[str]) -> dict[str, float]:
    rng = np.random.default_rng(3)
    return {a: -float(rng.uniform(0, 900)) for a in accounts}


def _together(graph: EntityGraph, registered: Registered, accounts: list[str]) -> np.ndarray:
    return registered.within_days[np.isin(graph.accounts.ids, accounts)] > 0


def test_a_chain_registered_account_after_account_is_seen_and_families_are_not() -> None:
    """Every eight hours a new account, next to those whose device it shares; people joined over years."""
    created = _over_years(PEOPLE + CROWD) | {a: -100 + n / 3 for n, a in enumerate(CHAIN)}
    graph, registered = _registered(created)
    assert _together(graph, registered, CHAIN).all()
    assert _together(graph, registered, PEOPLE).mean() <= 0.01
    inside = registered.companions[np.isin(graph.accounts.ids, CHAIN[1:-1])]
    assert (inside == 2).all(), "each has two neighbours, however many things it shares with them"


@pytest.mark.parametrize("spread", [pytest.param(900, id="over years"), pytest.param(30, id="all in one month")])
def test_a_chain_that_joined_when_everybody_did_is_not_seen(spread: float) -> None:
    """What is usual on the platform is no evidence, be it years or the month of a campaign."""
    rng = np.random.default_rng(4)
    graph, registered = _registered({a: -float(rng.uniform(0, spread)) for a in CHAIN + PEOPLE + CROWD})
    assert _together(graph, registered, CHAIN + PEOPLE).mean() <= 0.03


def test_who_joined_on_one_day_with_all_others_was_not_registered_with_anybody() -> None:
    """An import of the whole platform on one day makes nobody a companion."""
    graph, registered = _registered(dict.fromkeys(CHAIN + PEOPLE + CROWD, -5.0))
    assert not _together(graph, registered, CHAIN + PEOPLE).any()


@pytest.mark.parametrize("known", [pytest.param([], id="of nobody"), pytest.param(CHAIN[:1], id="of one")])
def test_without_times_of_creation_nobody_was_registered_with_anybody(known: list[str]) -> None:
    """What is not known says nothing."""
    _, registered = _registered(dict.fromkeys(known, -5.0))
    assert not registered.within_days.any()
    assert not registered.companions.any()


def test_of_a_time_from_which_nobody_else_is_known_nothing_is_said() -> None:
    """What was usual then is not known: after a held run, a launch may bring everybody at once."""
    created = _over_years(PEOPLE + CROWD) | {a: 50 + n / 3 for n, a in enumerate(CHAIN)}
    graph, registered = _registered(created)
    assert not _together(graph, registered, CHAIN).any()


def test_dates_without_a_time_of_day_are_held_against_whole_days() -> None:
    """Two dates one day apart may be two days apart: strangers are no closer for the rounding."""
    created = {a: float(np.floor(day)) for a, day in _over_years(PEOPLE + CROWD + CHAIN).items()}
    graph, registered = _registered(created)
    assert _together(graph, registered, CHAIN + PEOPLE).mean() <= 0.01


def test_the_tail_is_poissons() -> None:
    """Against the sum of the terms themselves."""
    for expected in (0.0, 0.01, 0.5, 3.0, 12.0):
        below = [sum(exp(-expected) * expected**i / factorial(i) for i in range(k)) for k in range(40)]
        assert _tail(np.full(40, expected), np.arange(40)) == pytest.approx(1 - np.array(below), abs=1e-12)
    assert len(_tail(np.empty(0), np.empty(0, np.int64))) == 0
