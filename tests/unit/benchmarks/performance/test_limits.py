"""What is too slow at a size is not tried at the next, and the table says why."""

from __future__ import annotations

from benchmarks.performance.limits import not_worth_it

SLOW = {"name": "slow", "accounts": 100_000, "convert": 1.0, "find": 17.0}


def test_slow_ones_are_not_tried() -> None:
    """Time grows with the accounts at best."""
    assert not_worth_it([SLOW], "slow", 1_000_000, 120) == "not run: 18 s at 100,000 accounts"


def test_quick_ones_are_tried() -> None:
    """So are those of which nothing is known yet."""
    assert not_worth_it([SLOW], "slow", 1_000_000, 200) == ""
    assert not_worth_it([SLOW], "other", 1_000_000, 1) == ""


def test_failures_are_handed_on() -> None:
    """What did not end on a smaller world is not tried, however often it was not tried before."""
    failed = {"name": "slow", "accounts": 10_000, "failure": "not done in 120 s"}
    reason = "not run: not done in 120 s at 10,000 accounts"
    assert not_worth_it([failed], "slow", 100_000, 120) == reason
    skipped = {"name": "slow", "accounts": 100_000, "failure": reason}
    assert not_worth_it([failed, skipped], "slow", 1_000_000, 120) == reason
