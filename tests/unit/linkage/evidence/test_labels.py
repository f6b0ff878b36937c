"""What labels teach about kinds of identifier."""

from __future__ import annotations

import numpy as np
import pytest

from linkage.evidence.labels import BAD, GOOD, UNLABELLED
from linkage.evidence.weigh import weigh
from linkage.model.entity_graph import EntityGraph
from tests.entities import entities, households, names, shared
from tests.unit.linkage.evidence.crowds import weight

CREWS = [names(f"crew{n:02d}-", 4) for n in range(40)]
HOMES = [names(f"home{n:03d}-", 3) for n in range(60)]


def _world() -> EntityGraph:
    """Return crews that share a card and nothing else, and families that share an address and a device."""
    uses = [use for n, crew in enumerate(CREWS) for use in shared(crew, "payment", f"card{n}")]
    uses += [(account, "ip", f"ip-{account}", 0.0, 1.0) for crew in CREWS for account in crew]
    return entities(uses + households(60))


def _labels(graph: EntityGraph, bad: set[str], labelled: set[str] | None = None) -> np.ndarray:
    ids = graph.accounts.ids.tolist()
    known = labelled if labelled is not None else set(ids)
    return np.array([BAD if a in bad else GOOD if a in known else UNLABELLED for a in ids], np.int8)


BAD_CREWS = {account for crew in CREWS[:20] for account in crew}
ONE_A_HOME = {home[0] for home in HOMES}


def test_what_bad_accounts_share_weighs_more_and_what_they_share_with_others_less() -> None:
    """Crews are bad as a whole, of families one is: cards tell who belongs together, devices do not."""
    graph = _world()
    plain, learnt = weigh(graph), weigh(graph, labels=_labels(graph, BAD_CREWS | ONE_A_HOME))
    assert weight(learnt, graph, "payment", "card30") > 2 * weight(plain, graph, "payment", "card30")
    assert weight(learnt, graph, "device", "home-device30") < weight(plain, graph, "device", "home-device30")


def test_labels_move_a_kind_no_further_than_they_have_pairs_to_show() -> None:
    """Two labelled crews teach less than twenty."""
    graph = _world()
    few = {account for crew in CREWS[:2] for account in crew}
    weights = [weight(weigh(graph, labels=_labels(graph, bad)), graph, "payment", "card30") for bad in (few, BAD_CREWS)]
    assert weight(weigh(graph), graph, "payment", "card30") < weights[0] < weights[1]


@pytest.mark.parametrize("value", [GOOD, UNLABELLED])
def test_without_a_bad_account_nothing_is_taught(value: int) -> None:
    """The weights are, to the last bit, what they are without labels."""
    graph = _world()
    labels = np.full(len(graph.accounts), value, np.int8)
    assert weigh(graph, labels=labels).weight.tobytes() == weigh(graph).weight.tobytes()


def test_accounts_without_a_label_teach_nothing() -> None:
    """Only who was looked at says how often a partner is good."""
    graph = _world()
    labelled = {account for crew in CREWS for account in crew[:1]}
    labels = _labels(graph, {crew[0] for crew in CREWS[:20]}, labelled)
    assert weigh(graph, labels=labels).weight.tobytes() == weigh(graph).weight.tobytes()


def test_what_labels_taught_is_held_on_to() -> None:
    """A later run needs no labels, and takes no new ones."""
    graph = _world()
    labels = _labels(graph, BAD_CREWS | ONE_A_HOME)
    learnt = weigh(graph, labels=labels)
    assert weigh(graph, learnt.calibration).weight.tobytes() == learnt.weight.tobytes()
    assert weigh(graph, learnt.calibration, 1 - labels).weight.tobytes() == learnt.weight.tobytes()
