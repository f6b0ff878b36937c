"""What sharing something means, learnt from how often an independent kind agrees."""

from __future__ import annotations

import numpy as np
import pytest

from linkage.evidence.corroboration import PASSES, SURE, Calibration, Record, corroborate
from linkage.evidence.moments import Rhythm
from linkage.evidence.signals import BUCKETS, Signals, compile_signals
from linkage.model.entity_graph import EntityGraph
from tests.entities import Use, entities, households, names, shared
from tests.unit.linkage.evidence.crowds import bank, busy, carrier, in_step

PEOPLE = sorted({use[0] for use in households(80)})


def _learnt(graph: EntityGraph) -> tuple[Signals, Record, Calibration]:
    rhythm = Rhythm.of(graph.acts)
    signals = compile_signals(graph, rhythm)
    record, calibration = corroborate(signals, rhythm)
    return signals, record, calibration


def _share(graph: EntityGraph, kind: str, ref: str) -> float:
    """Return how likely two accounts that share an identifier or a fingerprint's best moment belong together."""
    signals, record, _ = _learnt(graph)
    known = graph.fingerprints if kind in {"fingerprint", "moment"} else graph.refs
    own = signals.of_kind(kind)
    own[own] = known[signals.source[own]] == ref
    return float(record.share[own].max())


def test_a_carrier_means_little_and_a_home_much() -> None:
    """Hundreds share the one and nothing else; a family shares the other and a device."""
    graph = entities(households(60) + carrier(400))
    assert _share(graph, "ip", "carrier") < 0.05
    assert _share(graph, "ip", "home-ip3") > 0.6


def test_a_colliding_fingerprint_means_little() -> None:
    """A device that strangers seem to share: each has the rest of his things to himself."""
    strangers = PEOPLE[::9]
    graph = entities(households(80) + shared(strangers, "device", "collision"))
    assert _share(graph, "device", "collision") < 0.3
    assert _share(graph, "device", "home-device7") > 0.6


def test_a_popular_request_means_little_and_a_rings_own_much() -> None:
    """Everybody sends what a browser sends; thirty accounts with cards in common send what nobody else does."""
    ring = names("ring", 30)
    uses = households(80) + bank(ring, "payment", 6, 1) + bank(ring, "device", 5, 7)
    graph = entities(uses, acts=busy(PEOPLE) + in_step(ring, "tool"))
    assert _share(graph, "fingerprint", "browser0") < 0.1
    assert _share(graph, "fingerprint", "tool") > 0.6
    assert _share(graph, "moment", "tool") > 0.6


def test_a_pool_dealt_at_random_keeps_its_meaning_when_something_independent_agrees() -> None:
    """Who shares a card of a large operator seldom shares a device or an address too, yet more often than chance."""
    ring = names("ring", 600)
    dice = np.random.default_rng(4)
    kinds = ("payment", "device", "ip")
    dealt = [(a, kind, f"{kind}-{dice.integers(20)}", 0.0, 30.0) for a in ring for kind in kinds]
    signals, record, _ = _learnt(entities(dealt + households(600)))
    for kind in kinds:
        assert record.share[signals.of_kind(kind) & (signals.degree >= 20)].mean() > 0.2


def test_a_pool_that_nothing_agrees_with_loses_its_meaning() -> None:
    """The same cards, where every account has a device and an address of its own."""
    ring = names("ring", 600)
    own: list[Use] = [(a, "device", f"own-{a}", 0.0, 30.0) for a in ring]
    graph = entities(bank(ring, "payment", 40, 1) + own + households(600))
    assert _share(graph, "payment", "payment-3") < 0.1


def test_where_nothing_else_is_known_the_prior_speaks() -> None:
    """Cards alone: that no device agrees is no evidence against them, for none is known."""
    accounts = names("a", 600)
    alone = entities(bank(accounts, "payment", 200, 1))
    refuted = entities(bank(accounts, "payment", 200, 1) + [(a, "device", f"own-{a}", 0.0, 1.0) for a in accounts])
    assert _share(alone, "payment", "payment-3") > 0.5
    assert _share(refuted, "payment", "payment-3") < 0.2


def test_with_few_pairs_the_share_stays_near_the_prior() -> None:
    """One coincidence makes no kind certain, nor does one refusal make it worthless; more users mean less."""
    people = households(60)
    two = _share(entities(people + shared("ab", "device", "d") + shared("ab", "payment", "p")), "device", "d")
    many = _share(entities(people + shared(names("a", 40), "device", "d")), "device", "d")
    assert 0.0 < many < two <= SURE


def test_nothing_is_certain_and_what_nobody_shares_means_nothing() -> None:
    """However often it is confirmed."""
    ring = names("ring", 40)
    signals, record, _ = _learnt(entities(households(200) + bank(ring, "device", 8, 1) + bank(ring, "payment", 8, 1)))
    assert (record.share <= SURE).all()
    assert not record.share[signals.degree < 2].any()
    assert ((record.corroborated >= 0) & (record.corroborated <= 1)).all()


def test_a_signals_own_record_outweighs_that_of_its_kind() -> None:
    """One campus among a hundred homes of ten: the same kind and size, but nothing agrees there."""
    uses = households(60, 10)
    campus = names("student", 10)
    uses += shared(campus, "ip", "campus") + [(a, "device", f"own-{a}", 0.0, 1.0) for a in campus]
    graph = entities(uses)
    assert _share(graph, "ip", "campus") < _share(graph, "ip", "home-ip3") - 0.1


def test_the_calibration_says_what_it_was_learnt_from() -> None:
    """How many pairs, of which kinds and sizes, among how many accounts."""
    signals, _, calibration = _learnt(entities(households(50)))
    ip, device = (calibration.kinds.index(kind) for kind in ("ip", "device"))
    assert calibration.kinds == signals.kinds
    assert calibration.share.shape == (PASSES, len(signals.kinds), BUCKETS)
    assert calibration.pairs[ip].tolist()[:3] == calibration.pairs[device].tolist()[:3] == [0, 150, 0]
    assert calibration.accounts == 150
    assert ((calibration.share > 0) & (calibration.share < 1)).all()
    assert ((calibration.chance >= 0) & (calibration.chance < 1)).all()


def test_chance_grows_with_what_strangers_share() -> None:
    """Where everybody is behind few addresses and few devices, agreeing says less."""
    people = names("p", 300)
    crowded = entities(bank(people, "ip", 10, 1) + bank(people, "device", 12, 7))
    roomy = entities(households(100))
    assert _learnt(crowded)[2].chance[0] > 3 * _learnt(roomy)[2].chance[0]


@pytest.mark.parametrize("acts", [False, True])
def test_what_was_held_gives_what_it_gave(acts: bool) -> None:
    """A run that holds on to a calibration equals the run that learnt it, and passes it on unchanged."""
    graph = entities(households(40) + carrier(80), acts=busy(PEOPLE[:50]) if acts else [])
    signals, record, calibration = _learnt(graph)
    again, passed_on = corroborate(signals, calibration.rhythm, calibration)
    assert again.share.tobytes() == record.share.tobytes()
    assert again.corroborated.tobytes() == record.corroborated.tobytes()
    assert passed_on is calibration
