"""Operators: pieces of one actor are joined, two actors are not, and strangers are not taken in."""

from __future__ import annotations

import numpy as np
import pytest

from linkage.engine.find import find
from linkage.evidence.weigh import Evidence, weigh
from linkage.judge.operators import NOBODY, join_pieces, take_in
from linkage.model.entity_graph import EntityGraph
from tests.entities import DAY, START, Use, entities, households, names, shared
from tests.unit.linkage.evidence.crowds import busy, in_step
from tests.unit.linkage.judge.crews import CAREFUL, FAMILIES, born, own_things, pools, verdicts

EAST, WEST = names("east", 20), names("west", 20)


def _weighed(extra: list[Use]) -> tuple[EntityGraph, Evidence, np.ndarray]:
    """Return two crews, each with cards and devices of its own, and the piece of each account."""
    uses = pools(EAST, payment=6, device=6) + pools(WEST, payment=6, device=6) + extra
    graph = entities(uses + households(200))
    ids = graph.accounts.ids.tolist()
    return graph, weigh(graph), np.array([0 if a in EAST else 1 if a in WEST else NOBODY for a in ids])


def _operators(graph: EntityGraph, operator: np.ndarray, accounts: list[str]) -> set[int]:
    return set(operator[np.isin(graph.accounts.ids, accounts)].tolist())


def _bridges(kinds: tuple[str, ...], each: int = 6) -> list[Use]:
    return [u for n, kind in enumerate(kinds) for u in shared(EAST[:each] + WEST[:each], kind, f"bridge{n}")]


@pytest.mark.parametrize(
    ("kinds", "joined"),
    [
        pytest.param((), False, id="nothing in common"),
        pytest.param(("payment",), False, id="one card in common"),
        pytest.param(("payment", "device"), True, id="a card and a device in common"),
        pytest.param(("payment", "payment", "payment"), True, id="three cards in common"),
    ],
)
def test_pieces_are_joined_where_two_kinds_of_thing_connect_them(kinds: tuple[str, ...], joined: bool) -> None:
    """One thing in common may be a coincidence, two kinds are one hand."""
    graph, evidence, piece = _weighed(_bridges(kinds))
    operator = join_pieces(evidence, piece)
    together = _operators(graph, operator, EAST + WEST)
    assert len(together) == (1 if joined else 2)
    assert NOBODY not in together


def test_too_few_accounts_on_the_bridges_join_nothing() -> None:
    """One account of each crew on two kinds of thing is a contact, not a crew."""
    graph, evidence, piece = _weighed(_bridges(("payment", "device"), each=1))
    assert len(_operators(graph, join_pieces(evidence, piece), EAST + WEST)) == 2


def test_what_strangers_share_joins_nothing() -> None:
    """A carrier's address and a colliding device fingerprint cover both crews and many families."""
    families = [f"home{h:03d}-000{n}" for h in range(60) for n in range(3)]
    wide = [u for k in ("ip", "device") for u in shared(EAST + WEST + families, k, "wide")]
    graph, evidence, piece = _weighed(wide)
    assert len(_operators(graph, join_pieces(evidence, piece), EAST + WEST)) == 2


def test_who_is_tied_by_two_kinds_is_taken_in_and_who_is_tied_by_one_is_not() -> None:
    """An account on the crew's cards and devices belongs to it; one on its card alone does not."""
    extra: list[Use] = [
        ("aside", kind, f"{EAST[0]}-{kind}{n}", 0.0, 1.0) for kind in ("payment", "device") for n in (1, 2)
    ]
    extra += [("victim", "payment", f"{EAST[0]}-payment1", 0.0, 1.0), ("victim", "device", "own", 0.0, 1.0)]
    graph, evidence, piece = _weighed(extra)
    operator = take_in(evidence, piece)
    assert _operators(graph, operator, ["aside"]) == _operators(graph, operator, EAST)
    assert _operators(graph, operator, ["victim"]) == {NOBODY}
    assert _operators(graph, operator, [a for a in graph.accounts.ids.tolist() if a.startswith("home")]) == {NOBODY}


def test_a_family_whose_card_and_device_one_account_touched_is_not_taken_in() -> None:
    """Two kinds, but of six users of each only one is the crew's."""
    family = names("victim", 5)
    touched = [use for kind in ("payment", "device") for use in shared([*family, EAST[0]], kind, f"family-{kind}")]
    graph, evidence, piece = _weighed(touched)
    assert _operators(graph, take_in(evidence, piece), family) == {NOBODY}


def test_nobody_suspicious_joins_nobody() -> None:
    """Without pieces there are no operators."""
    graph, evidence, _ = _weighed([])
    nobody = np.full(len(graph.accounts), NOBODY)
    assert np.array_equal(take_in(evidence, join_pieces(evidence, nobody)), nobody)


@pytest.mark.parametrize("acting", [True, False])
def test_a_careful_ring_is_flagged_for_acting_in_step(acting: bool) -> None:
    """They share cards by fours and no device, but all act with one tool at the same odd minutes, week after week.

    Without their steps cards are all there is: one kind of evidence, and nobody is flagged.
    """
    people = [p for h in range(FAMILIES) for p in names(f"home{h:03d}-", 3)]
    graph = entities(
        households(FAMILIES) + own_things(CAREFUL, "device") + pools(CAREFUL, payment=15),
        created=born(),
        acts=busy(people, each=10) + (in_step(CAREFUL, "tool", steps=12) if acting else []),
    )
    found = verdicts(graph, find(graph))
    flagged = sum(found[a] == "flagged" for a in CAREFUL)
    assert flagged >= 0.9 * len(CAREFUL) if acting else flagged == 0
    assert "flagged" not in {found[p] for p in people}


def test_people_with_a_nightly_habit_are_not_flagged() -> None:
    """Thirty subscribers whose newsletter opens the same page at the same minute every day share nothing else."""
    readers = [f"home{h:03d}-0000" for h in range(30)]
    acts = [(a, "reader", START + day * DAY) for a in readers for day in range(30)]
    people = [p for h in range(FAMILIES) for p in names(f"home{h:03d}-", 3)]
    graph = entities(households(FAMILIES), created=born(), acts=busy(people, each=6) + acts)
    assert "flagged" not in verdicts(graph, find(graph)).values()
