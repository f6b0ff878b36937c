"""Pairs to learn from, and what counts as their witness."""

from __future__ import annotations

import numpy as np
import pytest

from linkage.evidence.corroboration import corroborate
from linkage.evidence.moments import Rhythm
from linkage.evidence.pairs import (
    Pairs,
    agreement,
    could_agree,
    random_pairs,
    sample_pairs,
)
from linkage.evidence.signals import Signals, compile_signals
from linkage.evidence.weigh import weigh
from linkage.model.entity_graph import EntityGraph
from tests.entities import Use, entities, households, names, shared
from tests.unit.linkage.evidence.crowds import at, carrier, signals_of


def _pair(signals: Signals, signal: int) -> Pairs:
    """Return accounts 0 and 1, taken for sharing this signal."""
    return Pairs(np.array([0]), np.array([1]), np.array([signal]))


def _agree(graph: EntityGraph, kind: str, ref: str) -> float:
    """Return how surely others confirm what accounts 0 and 1 share, if every witness is worth 0.5."""
    signals = compile_signals(graph)
    subject = int(signals_of(weigh(graph), graph, kind, ref)[0])
    return float(agreement(signals, _pair(signals, subject), np.full(len(signals), 0.5))[0])


def test_no_hub_contributes_more_than_its_share_of_pairs() -> None:
    """An address of thousands is looked at in a bounded number of pairs, each of two different users of it."""
    graph = entities(carrier(3000))
    signals = compile_signals(graph)
    pairs = sample_pairs(signals)
    per_signal = np.bincount(pairs.signal)
    assert 0 < per_signal.max() <= 64
    assert (pairs.first != pairs.second).all()
    shown = set(zip(signals.account.tolist(), signals.signal.tolist(), strict=True))
    for side in (pairs.first, pairs.second):
        assert set(zip(side.tolist(), pairs.signal.tolist(), strict=True)) <= shown


def test_no_pair_of_one_signal_is_taken_twice() -> None:
    """Three users are three pairs."""
    pairs = sample_pairs(compile_signals(entities(shared("abc", "device", "d"))))
    found = {tuple(sorted(pair)) for pair in zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)}
    assert len(found) == len(pairs.signal) == 3


def test_unrelated_data_leave_the_pairs_of_a_signal_as_they_were() -> None:
    """Who is compared with whom depends on the signal's own users alone."""

    def of_homes(graph: EntityGraph) -> set[tuple[str, str]]:
        pairs = sample_pairs(compile_signals(graph))
        ids = graph.accounts.ids
        both = zip(ids[pairs.first].tolist(), ids[pairs.second].tolist(), strict=True)
        return {pair for pair in both if pair[0].startswith("home")}

    homes = households(20, 9)
    assert of_homes(entities(homes)) == of_homes(entities(homes + carrier(100) + households(5, prefix="aaa")))


def test_kinds_of_one_group_are_no_witness() -> None:
    """The cookie sits on the device; the card does not."""
    device = shared("ab", "device", "d")
    assert _agree(entities(device + shared("ab", "cookie", "c")), "device", "d") == 0.0
    assert _agree(entities(device + shared("ab", "payment", "p")), "device", "d") == 0.5


def test_each_independent_group_counts_once_by_its_best() -> None:
    """Two cards are one witness, a card and an address are two."""
    device, card = shared("ab", "device", "d"), shared("ab", "payment", "p")
    assert _agree(entities(device + card + shared("ab", "payment", "q")), "device", "d") == 0.5
    assert _agree(entities(device + card + shared("ab", "ip", "x")), "device", "d") == 0.75


def test_a_derived_identifier_and_its_parent_say_one_thing() -> None:
    """Whoever shares an address shares its network: no pair for the network, and no witness for the address."""
    graph = entities(shared("ab", "ip", "x") + shared("abc", "ip_network", "n"))
    assert _agree(graph, "ip", "x") == 0.0
    signals = compile_signals(graph)
    pairs = sample_pairs(signals)
    network = signals.of_kind("ip_network")[pairs.signal]
    ids = graph.accounts.ids
    taken = {frozenset((ids[a], ids[b])) for a, b in zip(pairs.first[network], pairs.second[network], strict=True)}
    assert taken == {frozenset("ac"), frozenset("bc")}


def test_a_moments_own_fingerprint_is_no_witness_for_it() -> None:
    """They met because both use it; another occasion is a witness, the overlapping moment is not."""
    once = entities([], acts=at("ab", "tool", 1.501))
    assert _agree(once, "moment", "tool") == 0.0
    twice = entities([], acts=at("ab", "tool", 1.501, 5.207))
    assert _agree(twice, "moment", "tool") == 0.5
    other = entities([], acts=at("ab", "tool", 1.501) + at("a", "else", 3.1) + at("b", "else", 8.9))
    assert _agree(other, "moment", "tool") == 0.5


def test_where_nothing_else_is_known_nothing_speaks_against() -> None:
    """A pair with a device only cannot be confirmed; a pair with a card each could have been, shared or not."""
    silent = compile_signals(entities(shared("ab", "device", "d")))
    assert not could_agree(silent, _pair(silent, 0)).any()
    cards: list[Use] = [("a", "payment", "p", 0.0, 1.0), ("b", "payment", "q", 0.0, 1.0)]
    known = compile_signals(entities(shared("ab", "device", "d") + cards))
    assert could_agree(known, _pair(known, 0)).all()
    half = compile_signals(entities(shared("ab", "device", "d") + cards[:1]))
    assert not could_agree(half, _pair(half, 0)).any()


@pytest.mark.parametrize(("known", "lower"), [(False, False), (True, True)])
def test_only_a_witness_that_could_have_spoken_counts_against(known: bool, lower: bool) -> None:
    """Sixty shared devices without a second kind keep their prior; with cards that never agree they lose it."""
    uses: list[Use] = []
    for n in range(60):
        pair = names(f"p{n:02d}-", 2)
        uses += shared(pair, "device", f"d{n}")
        uses += [(p, "payment", f"card-{p}", 0.0, 1.0) for p in pair] if known else []

    def corroborated(graph: EntityGraph) -> float:
        signals = compile_signals(graph)
        record, _ = corroborate(signals, Rhythm.of(graph.acts))
        return float(record.corroborated[signals.of_kind("device")][0])

    prior = corroborated(entities(shared("ab", "device", "d")))
    assert (corroborated(entities(uses)) < 0.5 * prior) == lower


def test_a_hub_confirms_what_it_is_confirmed_by_and_nothing_else() -> None:
    """A card bank's cards are confirmed by devices; a carrier's address of the same size by nothing."""
    crew = names("crew", 40)
    uses = shared(crew, "payment", "bank") + carrier(40)
    uses += [use for n in range(10) for use in shared(crew[n * 4 : n * 4 + 4], "device", f"rig{n}")]
    graph = entities(uses + households(60))
    evidence = weigh(graph)
    bank, cell = (int(signals_of(evidence, graph, *of)[0]) for of in (("payment", "bank"), ("ip", "carrier")))
    assert evidence.corroborated[bank] > evidence.corroborated[cell]
    assert evidence.share[bank] > evidence.share[cell]


def test_strangers_are_two_different_accounts() -> None:
    """Chance is measured on pairs of different accounts; with one account there is none."""
    strangers = random_pairs(compile_signals(entities([], alone="abc")))
    assert len(strangers.first) > 0
    assert (strangers.first != strangers.second).all()
    assert not len(random_pairs(compile_signals(entities([], alone="a"))).first)
