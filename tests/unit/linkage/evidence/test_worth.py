"""What sharing an identifier is worth, by its kind and number of users."""

from __future__ import annotations

from math import inf, log

import pytest

from linkage.evidence.worth import MOST_USERS, Worth
from tests.unit.linkage.judge.crews import platform


@pytest.fixture(scope="module")
def worth() -> Worth:
    """The worth that a run on a small platform learnt."""
    return Worth(platform()[1].held.calibration)


def test_a_step_costs_what_its_share_says(worth: Worth) -> None:
    """The surer, the cheaper; never less than the least."""
    share = worth.share("device", 2)
    assert 0 < share < 1
    assert worth.cost("device", 2) == -log(share)
    assert worth.least <= worth.cost("device", 2)


@pytest.mark.parametrize(("kind", "users"), [("device", 1), ("device", MOST_USERS + 1), ("unheard_of", 2)])
def test_what_says_nothing_is_not_followed(worth: Worth, kind: str, users: int) -> None:
    """What one account alone uses, what too many do, and a kind of which nothing was learnt."""
    assert not worth.is_telling(kind, users)
    assert worth.cost(kind, users) == inf
