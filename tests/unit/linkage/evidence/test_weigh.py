"""Weights learnt from what independent kinds say of each other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.evidence.weigh import Evidence, weigh
from linkage.model.entity_graph import EntityGraph
from tests.entities import START, Use, entities, households, names, shared


def _signal(evidence: Evidence, graph: EntityGraph, ref: str) -> int:
    """Return the lease of an identifier that has only one."""
    leases = evidence.signals.source[: evidence.signals.n_leases]
    return int(np.flatnonzero(leases == int(np.flatnonzero(graph.refs == ref)[0]))[0])


def _weight(evidence: Evidence, graph: EntityGraph, ref: str) -> float:
    return float(evidence.weight[_signal(evidence, graph, ref)])


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


def test_a_colliding_device_fingerprint_loses_its_weight_by_itself() -> None:
    """Its users have the rest of their things to themselves."""
    uses = households(100)
    strangers = sorted({use[0] for use in uses})[::9]
    graph = entities(uses + shared(strangers, "device", "collision"))
    assert _weight(weigh(graph), graph, "collision") < 0.1


def test_a_popular_request_says_nothing_and_an_own_one_does() -> None:
    """Everybody's browser sends the first; only a ring, whose accounts share cards too, sends the second."""
    people = names("home", 300)
    ring = names("ring", 12)
    uses = [(p, "device", f"d-{p}", 0.0, 1.0) for p in people]
    uses += [use for n in range(4) for use in shared(ring[n * 3 : n * 3 + 4], "payment", f"card{n}")]
    times = np.random.default_rng(1).integers(0, 4000, len(people) + len(ring)).tolist()
    acts = [(p, "browser", START + t * 600_000) for p, t in zip([*people, *ring], times, strict=True)]
    acts += [(a, "tool", START + (t * 31 % 4000) * 600_000) for a, t in zip(ring, times, strict=False)]
    graph = entities(uses, acts=acts)
    evidence = weigh(graph)
    signals = evidence.signals
    weight = dict(
        zip(
            graph.fingerprints[signals.source[signals.of_kind("fingerprint")]].tolist(),
            evidence.weight[signals.of_kind("fingerprint")].tolist(),
            strict=True,
        )
    )
    assert weight["browser"] == 0.0
    assert weight["tool"] > 0.5


def test_kinds_of_one_group_do_not_corroborate_each_other() -> None:
    """A cookie and the device it sits on are one kind of evidence: their agreement teaches nothing."""
    uses: list[Use] = []
    for n in range(60):
        pair = names(f"p{n:02d}-", 2)
        uses += shared(pair, "device", f"d{n}") + shared(pair, "cookie", f"c{n}")
    evidence = weigh(entities(uses))
    assert evidence.calibration.pairs.sum() == 0
    assert np.ptp(evidence.corroborated) == 0


def test_with_few_pairs_a_share_stays_near_what_is_usual() -> None:
    """One coincidence makes no kind certain: what agrees is counted together with the prior."""
    alone = weigh(entities(shared("ab", "device", "d") + shared("cd", "payment", "p")))
    both = weigh(entities(shared("ab", "device", "d") + shared("ab", "payment", "p")))
    assert alone.corroborated[0] < both.corroborated[0] < alone.corroborated[0] + 0.15


def test_a_weight_is_the_logarithm_of_a_share() -> None:
    """So that the weights of independent kinds add up; only weighted signals are in the graph."""
    graph = entities(households(30) + _carrier(200))
    evidence = weigh(graph)
    assert evidence.weight == pytest.approx(-np.log1p(-evidence.share))
    assert np.array_equal(evidence.signal_of_node, np.flatnonzero(evidence.weight > 0))
    assert ((evidence.share >= 0) & (evidence.share < 1)).all()


def test_with_the_calibration_held_unrelated_data_changes_no_weight() -> None:
    """What two accounts mean to each other does not depend on who else is loaded."""
    small = households(40)
    graph = entities(small)
    held = weigh(graph)
    larger = entities(small + households(200, 4, "other") + _carrier(500))
    again = weigh(larger, held.calibration)
    for ref in graph.refs.tolist():
        assert _weight(again, larger, ref) == _weight(held, graph, ref)


def test_a_calibration_of_other_kinds_is_not_held_on_to() -> None:
    """Its columns stand for something else: weights are learnt anew."""
    graph = entities(households(40))
    learnt = weigh(graph)
    other = weigh(graph, type(learnt.calibration)(
        ("another",), learnt.calibration.share, learnt.calibration.chance, learnt.calibration.pairs,
        learnt.calibration.rhythm, learnt.calibration.accounts,
    ))  # fmt: skip
    assert other.calibration.kinds == learnt.calibration.kinds
    assert other.weight.tobytes() == learnt.weight.tobytes()


_ROWS = households(6) + _carrier(9)
_ACTS = [(account, f"f{n % 3}", START + n % 5 * 600_000) for n, (account, *_) in enumerate(_ROWS)]


@settings(max_examples=15, deadline=None)
@given(st.permutations(_ROWS), st.permutations(_ACTS))
def test_weights_do_not_depend_on_the_order_of_rows(uses: list[Use], acts: list[tuple[str, str, int]]) -> None:
    """The same uses and acts in any order give the same bytes."""
    first, other = weigh(entities(_ROWS, acts=_ACTS)), weigh(entities(uses, acts=acts))
    assert first.weight.tobytes() == other.weight.tobytes()
    assert first.graph.weights.tobytes() == other.graph.weights.tobytes()


def test_no_entities_have_no_weights() -> None:
    """An empty store is no error."""
    assert len(weigh(entities([])).weight) == 0
