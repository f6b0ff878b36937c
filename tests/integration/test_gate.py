"""Detection gets no worse than it was seen to be, and slipping under it gets no cheaper.

A floor that is beaten for good is raised by ``python -m benchmarks.gate --write``, a price by
``python -m benchmarks.evasion --write``; lowering either is a decision that the commit must explain.
"""

from __future__ import annotations

import pytest

from benchmarks import evasion, gate

FLOORS = gate.kept()


def test_every_world_of_the_gate_has_a_floor() -> None:
    """The floors that are kept are those of the worlds that are looked at."""
    assert [floor.job for floor in FLOORS] == list(gate.WORLDS)


@pytest.mark.parametrize("floor", FLOORS, ids=lambda f: f"{f.job.family}-{f.job.seed}")
def test_detection_keeps_above_its_floors(floor: gate.Floor) -> None:
    """Precision, recall and recall by kind stay above their floors, honest accounts flagged below their ceiling."""
    assert not floor.broken(gate.look(floor.job))


@pytest.mark.parametrize("line", evasion.BILL)
def test_what_did_not_buy_a_way_out_still_does_not(line: str) -> None:
    """At the dearest step below a line's price half of the ring is flagged, as it was when the price was kept."""
    bought = evasion.last_caught(line)
    if bought is None:
        pytest.skip("the cheapest setting slipped under when the price was kept")
    assert evasion.still_caught(bought)
