"""What a run learnt comes back from JSON as it was, to the last bit."""

from __future__ import annotations

import json

import numpy as np
import pytest

from linkage.engine.find import Held, find
from linkage.engine.held import VERSION, from_json, read_held, to_json
from linkage.errors import UsageError
from linkage.store.base import GraphStore
from tests.entities import entities, households
from tests.unit.linkage.judge.crews import platform


def _same(one: Held, other: Held) -> bool:
    """Tell whether two are equal to the last bit."""
    ours, theirs = one.calibration, other.calibration
    arrays = [
        (ours.share, theirs.share),
        (ours.chance, theirs.chance),
        (ours.pairs, theirs.pairs),
        (ours.rhythm.profile, theirs.rhythm.profile),
        (one.population.created, other.population.created),
    ]
    values = [
        (ours.kinds, theirs.kinds),
        (ours.accounts, theirs.accounts),
        (ours.rhythm.days, theirs.rhythm.days),
        *((getattr(one.population, n), getattr(other.population, n)) for n in ("close", "banned", "verified", "paid")),
    ]
    return all(a.tobytes() == b.tobytes() and a.dtype == b.dtype for a, b in arrays) and all(a == b for a, b in values)


def test_what_was_learnt_comes_back_to_the_last_bit() -> None:
    """And a run that holds on to it finds the same bytes."""
    graph, found = platform()
    back = from_json(to_json(found.held))
    assert back is not None
    assert _same(back, found.held)
    again = find(graph, held=back)
    assert again.evidence.weight.tobytes() == found.evidence.weight.tobytes()
    assert again.clusters.of_account.tobytes() == found.clusters.of_account.tobytes()
    assert again.clusters.member_score().tobytes() == found.clusters.member_score().tobytes()


@pytest.mark.parametrize("uses", [[], households(3)])
def test_little_or_nothing_learnt_comes_back_too(uses: list[tuple[str, str, str, float, float]]) -> None:
    """Without creation times and activity there is less to keep; it is JSON that any reader takes."""
    held = find(entities(uses)).held
    text = to_json(held)
    json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))
    back = from_json(text)
    assert back is not None
    assert _same(back, held)
    assert np.array_equal(back.population.created, held.population.created)


@pytest.mark.parametrize("text", ["null", "[]", "{}", json.dumps({"version": VERSION - 1, "kinds": []})])
def test_another_form_is_not_held_on_to(text: str) -> None:
    """What an older release wrote is learnt anew, not misread."""
    assert from_json(text) is None


def test_without_a_run_there_is_nothing_to_hold(store: GraphStore) -> None:
    """The message says what to do first."""
    with pytest.raises(UsageError, match="no run has left a calibration"):
        read_held(store)
