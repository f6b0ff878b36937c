"""Times of creation, cluster by cluster."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.evidence.leases import MS_A_DAY
from linkage.judge.created import Created

ACCOUNTS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 40)), min_size=1, max_size=25)
"""Cluster, and time in quarters of a day."""


def _created(accounts: list[tuple[int, int]]) -> Created:
    cluster, quarter = (np.array(column, np.int64) for column in zip(*accounts, strict=True))
    at = quarter * int(MS_A_DAY) // 4
    return Created.of(at, np.argsort(at, kind="stable"), cluster, 4)


@settings(max_examples=60, deadline=None)
@given(ACCOUNTS)
def test_pairs_within_a_day_are_counted_in_their_own_cluster(accounts: list[tuple[int, int]]) -> None:
    """The same as looking at every pair."""
    close = [0] * 4
    for (one, first), (other, second) in combinations(accounts, 2):
        close[one] += one == other and abs(first - second) <= 4
    assert _created(accounts).close().tolist() == close


@settings(max_examples=60, deadline=None)
@given(ACCOUNTS, st.integers(0, 3), st.integers(-4, 44))
def test_who_came_after_a_time_is_counted(accounts: list[tuple[int, int]], cluster: int, since: int) -> None:
    """Later than the time, and at most three days; a time before anybody was created is the day before."""
    since = max(since, min(at for _, at in accounts) - 4)
    expected = sum(own == cluster and since < at <= since + 12 for own, at in accounts)
    found = _created(accounts).between(np.array([cluster]), np.array([since / 4]), 3.0)
    assert found.tolist() == [expected]


def test_nobody_is_no_error() -> None:
    """Of accounts whose creation is unknown there is nothing to say."""
    nobody = Created.of(np.zeros(2, np.int64), np.zeros(0, np.int64), np.array([0, 0]), 1)
    assert nobody.close().tolist() == [0.0]
    assert nobody.between(np.array([0]), np.array([1.0]), 1.0).tolist() == [0]
    assert np.isnan(nobody.spread()).all()
