"""The weighted graph of accounts and signals."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.evidence.weigh import SAYS_NOTHING, Evidence, weigh
from linkage.model.entity_graph import EntityGraph
from tests.entities import Use, entities, households, names, shared
from tests.unit.linkage.evidence.crowds import bank, busy, carrier, in_step, weight

RING = names("ring", 30)


def _world(*, acts: bool = True) -> EntityGraph:
    uses = households(60) + carrier(120) + bank(RING, "payment", 6, 1) + bank(RING, "device", 5, 7)
    people = names("mobile", 60)
    return entities(uses, acts=busy(people, each=10) + in_step(RING, "tool") if acts else [])


def test_a_carrier_is_left_out_and_a_home_is_not() -> None:
    """What says nothing is no edge."""
    graph = entities(households(60) + carrier(400))
    evidence = weigh(graph)
    assert weight(evidence, graph, "ip", "carrier") == 0.0
    assert weight(evidence, graph, "ip", "home-ip3") > 1.0
    assert weight(evidence, graph, "payment", "card-home003-0001") == 0.0


def test_the_graph_has_the_weighted_signals_and_all_accounts() -> None:
    """Its identifier nodes name their signals; its edges are who shows them, each with the signal's weight."""
    evidence = weigh(_world())
    graph, signals = evidence.graph, evidence.signals
    assert graph.n_accounts == signals.n_accounts
    assert np.array_equal(evidence.signal_of_node, np.flatnonzero(evidence.weight > 0))
    for node, signal in enumerate(evidence.signal_of_node.tolist()):
        row = slice(graph.indptr[graph.n_accounts + node], graph.indptr[graph.n_accounts + node + 1])
        assert graph.indices[row].tolist() == signals.account[signals.signal == signal].tolist()
        assert (graph.weights[row] == evidence.weight[signal]).all()


def test_a_weight_is_the_log_odds_of_doubt_removed() -> None:
    """Evidence adds up: -ln(1 - share); moments overlap, so each counts half."""
    evidence = weigh(_world())
    moment = evidence.signals.of_kind("moment")
    kept = evidence.weight > 0
    assert (evidence.share[kept] >= SAYS_NOTHING).all()
    assert not evidence.share[~kept].any()
    plain = -np.log1p(-evidence.share)
    assert np.allclose(evidence.weight, np.where(moment, 0.5, 1.0) * plain)
    assert moment[kept].any()


def _weights(evidence: Evidence, graph: EntityGraph) -> dict[tuple[str, str, int], float]:
    signals = evidence.signals
    found = {}
    for signal in range(len(signals)):
        kind = signals.kinds[signals.kind[signal]]
        names_ = graph.fingerprints if kind in {"fingerprint", "moment"} else graph.refs
        found[kind, str(names_[signals.source[signal]]), int(signals.at[signal])] = float(evidence.weight[signal])
    return found


OTHERS = {
    "families": households(100, 4, "a-family"),
    "a carrier": shared(names("z", 300), "ip", "z-carrier") + [(a, "device", f"{a}-d", 0, 1) for a in names("z", 300)],
    "a ring": bank(names("i-ring", 100), "phone", 20, 3) + bank(names("i-ring", 100), "cookie", 10, 7),
    "one account": [("only", "device", "only-device", 0.0, 1.0)],
}


@pytest.mark.parametrize("others", OTHERS)
def test_with_the_calibration_held_unrelated_data_changes_no_weight(others: str) -> None:
    """What two accounts mean to each other does not depend on who else is loaded."""
    small = _world()
    before = weigh(small)
    strangers = sorted({use[0] for use in OTHERS[others]})
    acts = in_step(strangers, "a-tool", seed=9) + busy(strangers, each=5, seed=8)
    own = [act for act in acts if not act[1].startswith("browser")] + [
        (account, f"their-{tool}", when) for account, tool, when in acts if tool.startswith("browser")
    ]
    uses, known = _uses(small), _acts(small)
    large = entities(uses + OTHERS[others], acts=known + own)
    after = _weights(weigh(large, before.calibration), large)
    expected = _weights(before, small)
    assert expected == {key: after[key] for key in expected}


def test_without_holding_it_the_weights_are_learnt_anew() -> None:
    """A crowd in which devices confirm no address teaches that addresses mean less."""
    small, large = entities(households(40)), entities(households(40) + _flats(200))
    assert weight(weigh(large), large, "ip", "home-ip3") < weight(weigh(small), small, "ip", "home-ip3")


def test_a_calibration_of_other_kinds_is_learnt_anew() -> None:
    """A kind was declared since: what was held does not fit, and is not used."""
    graph = _world()
    learnt = weigh(graph).calibration
    other = replace(learnt, kinds=(*learnt.kinds[:-3], "unheard", *learnt.kinds[-2:]), share=learnt.share * 0.5)
    assert np.array_equal(weigh(graph, other).weight, weigh(graph).weight)


def test_an_empty_store_weighs_nothing() -> None:
    """Nothing to read is no error."""
    evidence = weigh(entities([]))
    assert evidence.graph.n_nodes == len(evidence.weight) == 0


USES: list[Use] = households(12) + shared([use[0] for use in households(12)][::5], "ip", "cafe")


@settings(max_examples=15, deadline=None)
@given(st.permutations(USES))
def test_weights_do_not_depend_on_the_order_of_rows(uses: list[Use]) -> None:
    """The same uses, listed in any order, give the same bytes."""
    forth, back = weigh(entities(USES)), weigh(entities(uses))
    assert forth.weight.tobytes() == back.weight.tobytes()
    assert forth.graph.weights.tobytes() == back.graph.weights.tobytes()
    assert forth.calibration.share.tobytes() == back.calibration.share.tobytes()


def _flats(count: int) -> list[Use]:
    """Return addresses of three strangers each."""
    uses: list[Use] = []
    for n in range(count):
        people = names(f"flat{n:03}-", 3)
        uses += shared(people, "ip", f"flat-ip{n}") + [(p, "device", f"d-{p}", 0.0, 1.0) for p in people]
    return uses


def _uses(graph: EntityGraph) -> list[Use]:
    return households(60) + carrier(120) + bank(RING, "payment", 6, 1) + bank(RING, "device", 5, 7)


def _acts(graph: EntityGraph) -> list[tuple[str, str, int]]:
    return busy(names("mobile", 60), each=10) + in_step(RING, "tool")
