"""Cutting accounts into places keeps every account."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from linkage.simulate.pieces import parted, pieces
from linkage.simulate.plan import drawn


@given(seed=st.integers(0, 999), total=st.integers(0, 5000), low=st.integers(1, 40), more=st.integers(0, 400))
def test_pieces_add_up_and_none_is_too_small(seed: int, total: int, low: int, more: int) -> None:
    """Sizes add up to the total, none is below the least, and none exceeds the greatest by the least or more."""
    sizes = pieces(np.random.default_rng(seed), total, low, low + more)
    assert sum(sizes) == (total if total >= low else 0)
    assert all(low <= size < low + more + low for size in sizes)


@given(seed=st.integers(0, 99), total=st.integers(0, 300))
def test_parted_keeps_every_account_in_order(seed: int, total: int) -> None:
    """The parts put together are the accounts, even where there are too few for one part."""
    parts = parted(np.random.default_rng(seed), np.arange(total), 7, 30)
    assert [n for part in parts for n in part] == list(range(total))
    assert all(len(part) for part in parts)


@given(seed=st.integers(0, 200), accounts=st.integers(100, 30_000))
def test_a_plan_adds_up_to_the_accounts(seed: int, accounts: int) -> None:
    """Rings and crowds together hold exactly the accounts asked for, and there is a hydra."""
    plan = drawn(np.random.default_rng(seed), accounts, None)
    assert sum(size for _, size in [*plan.rings, *plan.crowds]) == accounts
    assert all(size >= 0 for _, size in plan.crowds)
    assert "hydra" in [kind for kind, _ in plan.rings]


def test_plans_spread_widely_over_seeds() -> None:
    """Neither the number of rings nor a crowd's share can be relied upon: both vary more than twofold."""
    plans = [drawn(np.random.default_rng(seed), 20_000, None) for seed in range(20)]
    members = [sum(size for _, size in plan.rings) for plan in plans]
    offices = [dict(plan.crowds)["office"] for plan in plans]
    assert max(members) > 2 * min(members)
    assert max(offices) > 2 * min(offices)


def test_every_ring_kind_is_there_from_500_accounts_on() -> None:
    """A world of 500 accounts has all six kinds of ring."""
    for seed in range(20):
        assert len({kind for kind, _ in drawn(np.random.default_rng(seed), 500, None).rings}) == 6
