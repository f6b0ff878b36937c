"""Pairs to learn from, and what else they have in common."""

from __future__ import annotations

import numpy as np
import pytest

from linkage.evidence.pairs import (
    PAIRS_A_SIGNAL,
    STRANGERS,
    Pairs,
    agreement,
    could_agree,
    random_pairs,
    sample_pairs,
)
from linkage.evidence.signals import Signals, compile_signals
from linkage.model.entity_graph import EntityGraph
from tests.entities import Act, Use, entities, households, names, shared
from tests.unit.linkage.evidence.crowds import HOUR, at, busy, carrier

HOURS = 1 / 24


def _signal(graph: EntityGraph, signals: Signals, kind: str, ref: str = "", nth: int = 0) -> int:
    """Return a signal of an identifier, or of the nth moment of a fingerprint."""
    known = graph.fingerprints if kind in {"fingerprint", "moment"} else graph.refs
    return int(np.flatnonzero(signals.of_kind(kind) & (known[signals.source] == ref))[nth])


def _agree(graph: EntityGraph, subject: tuple[str, str], worth: float = 1.0) -> float:
    """Return how surely the rest confirms that accounts 0 and 1, taken for sharing the subject, belong together."""
    signals = compile_signals(graph)
    pair = Pairs(np.array([0]), np.array([1]), np.array([_signal(graph, signals, *subject)]))
    return float(agreement(signals, pair, np.full(len(signals), worth))[0])


def _ab(*shares: tuple[str, str], acts: list[Act] | None = None) -> EntityGraph:
    return entities([use for kind, ref in shares for use in shared("ab", kind, ref)], alone="ab", acts=acts or [])


@pytest.mark.parametrize("users", [2, 5, 70, 3000])
def test_no_hub_contributes_more_than_its_share_of_pairs(users: int) -> None:
    """An address of thousands is looked at in a bounded number of pairs, a small one in no more than it has."""
    pairs = sample_pairs(compile_signals(entities(carrier(users))))
    assert 1 <= len(pairs.first) <= min(2 * PAIRS_A_SIGNAL, users * (users - 1) // 2)
    assert len({*zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)}) == len(pairs.first)


def test_pairs_are_users_of_what_they_are_taken_for() -> None:
    """Both accounts show the signal, and are two."""
    signals = compile_signals(entities(households(30) + carrier(200), acts=busy(names("mobile", 50))))
    pairs = sample_pairs(signals)
    edges = set(zip(signals.account.tolist(), signals.signal.tolist(), strict=True))
    for side in (pairs.first, pairs.second):
        assert set(zip(side.tolist(), pairs.signal.tolist(), strict=True)) <= edges
    assert (pairs.first != pairs.second).all()


def test_the_pairs_of_a_signal_depend_on_its_users_only() -> None:
    """Who else is loaded does not decide who is compared."""
    small, large = entities(carrier(200)), entities(households(40, prefix="a") + carrier(200) + households(5))
    found = []
    for graph in (small, large):
        signals = compile_signals(graph)
        pairs = sample_pairs(signals)
        own = pairs.signal == _signal(graph, signals, "ip", "carrier")
        found.append([graph.accounts.ids[side[own]].tolist() for side in (pairs.first, pairs.second)])
    assert found[0] == found[1]


def test_a_derived_identifier_has_no_pairs_that_share_what_it_comes_from() -> None:
    """Whoever shares the address shares its network: that adds nothing. Neighbours in the network do add something."""
    graph = entities(shared("ab", "ip", "x") + shared("cd", "ip", "y") + shared("abcd", "ip_network", "n"))
    signals = compile_signals(graph)
    pairs = sample_pairs(signals)
    network = pairs.signal == _signal(graph, signals, "ip_network", "n")
    met = {frozenset(pair) for pair in zip(pairs.first[network].tolist(), pairs.second[network].tolist(), strict=True)}
    assert met
    assert not met & {frozenset((0, 1)), frozenset((2, 3))}


def test_strangers_are_two_and_the_same_each_time() -> None:
    """Chance is measured on different accounts, without a dice that anybody else rolls."""
    signals = compile_signals(entities(households(5)))
    once, twice = random_pairs(signals), random_pairs(signals)
    assert len(once.first) == STRANGERS
    assert (once.first != once.second).all()
    assert once.first.tobytes() == twice.first.tobytes()
    assert {*once.first.tolist()} == {*once.second.tolist()} == {*range(15)}


def test_one_account_has_no_strangers() -> None:
    """Nobody to compare with is no error."""
    assert not len(random_pairs(compile_signals(entities([], alone="a"))).first)
    assert not len(sample_pairs(compile_signals(entities([]))).first)


def test_an_independent_kind_agrees() -> None:
    """Two who share a device share a card too."""
    assert _agree(_ab(("device", "d"), ("payment", "p")), ("device", "d")) == 1.0
    assert _agree(_ab(("device", "d"), ("payment", "p")), ("device", "d"), worth=0.25) == 0.25


def test_nothing_agrees_with_itself() -> None:
    """One device is no witness of itself."""
    assert _agree(_ab(("device", "d")), ("device", "d")) == 0.0


@pytest.mark.parametrize(
    ("subject", "other"),
    [
        (("device", "d"), ("device", "e")),
        (("device", "d"), ("cookie", "c")),
        (("cookie", "c"), ("device", "d")),
        (("ip", "x"), ("ip_network", "n")),
        (("ip_network", "n"), ("ip", "x")),
        (("payment", "p"), ("card_issuer", "i")),
        (("email_domain", "o"), ("email_pattern", "q")),
    ],
)
def test_kinds_of_one_group_do_not_agree(subject: tuple[str, str], other: tuple[str, str]) -> None:
    """A cookie and the device it sits on, an address and its network are one kind of evidence."""
    assert _agree(_ab(subject, other), subject) == 0.0


def test_one_group_agrees_once_with_its_best_witness() -> None:
    """Ten shared cards are one witness; a card and an address are two."""
    cards = [("payment", f"p{n}") for n in range(10)]
    assert _agree(_ab(("device", "d"), *cards), ("device", "d"), worth=0.5) == 0.5
    assert _agree(_ab(("device", "d"), *cards, ("ip", "x")), ("device", "d"), worth=0.5) == 0.75


@pytest.mark.parametrize(("apart", "agrees"), [(0.5, 0.0), (11, 0.0), (13, 1.0), (100, 1.0)])
def test_a_moment_agrees_with_another_only_on_another_occasion(apart: float, agrees: float) -> None:
    """Who acts together all morning was together once."""
    graph = _ab(acts=at("ab", "tool", 1.003, 1.003 + apart * HOURS))
    assert _agree(graph, ("moment", "tool")) == agrees


def test_moments_of_two_tools_on_one_occasion_do_not_agree() -> None:
    """Two tools at once are one occasion still; each tool by itself is a thing of its own kind."""
    graph = _ab(acts=at("ab", "one", 1.003) + at("ab", "two", 1.003))
    signals = compile_signals(graph)
    pair = Pairs(np.array([0]), np.array([1]), np.array([_signal(graph, signals, "moment", "one")]))
    assert agreement(signals, pair, signals.of_kind("moment").astype(np.float64)) == 0.0
    assert agreement(signals, pair, signals.of_kind("fingerprint").astype(np.float64)) == 1.0


def test_a_moments_own_fingerprint_does_not_agree_with_it() -> None:
    """That they used one tool in one minute includes that they used one tool."""
    graph = _ab(acts=at("ab", "tool", 1.003))
    assert _agree(graph, ("moment", "tool")) == 0.0
    assert _agree(_ab(("device", "d"), acts=at("ab", "tool", 1.003)), ("moment", "tool")) == 1.0


def test_strangers_agree_where_they_share_anything() -> None:
    """Of a pair that was not taken for anything, everything shared counts."""
    signals = compile_signals(_ab(("device", "d"), ("ip", "x")))
    pairs = Pairs(np.array([0, 0]), np.array([1, 0]), np.array([-1, -1]))
    assert agreement(signals, pairs, np.full(len(signals), 0.5)).tolist() == [0.75, 0.75]


def test_only_who_shows_another_kind_can_be_confirmed() -> None:
    """A pair of which nothing but addresses is known is no evidence against addresses; own devices are."""
    uses: list[Use] = shared("abcd", "ip", "x") + [(a, "device", f"d-{a}", 0, 1) for a in "ab"]
    uses += shared("cd", "ip_network", "n")
    signals = compile_signals(entities(uses))
    pairs = Pairs(np.array([0, 0, 2]), np.array([1, 2, 3]), np.full(3, signals.n_leases - 2))
    assert signals.kinds[signals.kind[signals.n_leases - 2]] == "ip"
    assert could_agree(signals, pairs).tolist() == [True, False, False]


def test_occasions_are_half_days() -> None:
    """What the tests above take for granted."""
    assert HOUR * 12 == 43_200_000
