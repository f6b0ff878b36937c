"""Weights learnt from what independent kinds say of each other."""

from __future__ import annotations

import numpy as np

from linkage.evidence.corroboration import PAIRS_A_LEASE
from linkage.evidence.weigh import Evidence, weigh
from linkage.model.entity_graph import EntityGraph
from tests.entities import Use, entities, households, names, shared


def _weight(evidence: Evidence, graph: EntityGraph, ref: str) -> float:
    identifier = int(np.flatnonzero(graph.refs == ref)[0])
    return float(evidence.weight[evidence.leases.identifier == identifier].max())


def _carrier(users: int) -> list[Use]:
    people = names("mobile", users)
    own = [(p, "device", f"phone-{p}", 0.0, 1.0) for p in people]
    return shared(people, "ip", "carrier") + own


def test_a_carrier_address_loses_its_weight_by_itself() -> None:
    """Hundreds share it and nothing else; a family's address is shared with the family's device."""
    graph = entities(households(60) + _carrier(400))
    evidence = weigh(graph)
    assert _weight(evidence, graph, "carrier") == 0.0
    assert _weight(evidence, graph, "home-ip3") > 1.0


def test_no_hub_contributes_more_than_its_share_of_pairs() -> None:
    """An address of thousands is looked at in a bounded number of pairs."""
    corroboration = weigh(entities(_carrier(3000))).corroboration
    assert corroboration.pairs.sum() <= PAIRS_A_LEASE


def test_kinds_of_one_group_do_not_corroborate_each_other() -> None:
    """A cookie and the device it sits on are one kind of evidence."""
    uses: list[Use] = []
    for n in range(60):
        pair = names(f"p{n:02d}-", 2)
        uses += shared(pair, "device", f"d{n}") + shared(pair, "cookie", f"c{n}")
    corroboration = weigh(entities(uses)).corroboration
    assert corroboration.pairs.sum() == 120
    assert corroboration.hits.sum() == 0


def test_with_few_pairs_a_weight_stays_near_the_prior() -> None:
    """One coincidence does not make a kind certain, nor worthless."""
    graph = entities(shared("ab", "device", "d") + shared("ab", "payment", "p"))
    evidence = weigh(graph)
    assert 0.2 < evidence.share[0] < 0.6


def test_with_the_calibration_held_unrelated_data_changes_no_weight() -> None:
    """What two accounts mean to each other does not depend on who else is loaded."""
    small = households(40)
    graph = entities(small)
    held = weigh(graph)
    larger = entities(small + households(200, 4, "other") + _carrier(500))
    again = weigh(larger, held.corroboration)
    for ref in ("home-ip3", "home-device7", "home-ip39"):
        assert _weight(again, larger, ref) == _weight(held, graph, ref)


def _bank(accounts: list[str], kind: str, count: int, each: int, step: int) -> list[Use]:
    return [
        (account, kind, f"{kind}-{(n * step + k) % count}", 0.0, 30.0)
        for n, account in enumerate(accounts)
        for k in range(each)
    ]


def test_a_pool_dealt_at_random_keeps_weight_although_no_pair_agrees() -> None:
    """Who shares a card of a large operator shares no device, but everybody has both, and both widely shared."""
    ring = names("ring", 600)
    graph = entities(_bank(ring, "payment", 30, 1, 1) + _bank(ring, "device", 40, 1, 7) + households(100))
    evidence = weigh(graph)
    assert _weight(evidence, graph, "payment-3") >= 0.3
    assert _weight(evidence, graph, "device-11") >= 0.3


def test_a_colliding_fingerprint_is_no_pool() -> None:
    """Its users have the rest of their things to themselves."""
    uses = households(100)
    strangers = sorted({use[0] for use in uses})[::9]
    graph = entities(uses + shared(strangers, "device", "collision"))
    assert _weight(weigh(graph), graph, "collision") < 0.1


def test_weights_do_not_depend_on_the_order_of_rows() -> None:
    """The same uses, listed backwards, give the same bytes."""
    uses = households(30) + _carrier(50)
    forth, back = weigh(entities(uses)), weigh(entities(reversed(uses)))
    assert forth.weight.tobytes() == back.weight.tobytes()
    assert forth.graph.weights.tobytes() == back.graph.weights.tobytes()
