"""The most certain way from one account to another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from linkage.evidence.paths import NO_WAYS, Hub, Key, Shared, Why, describe, two_ways

THEN = datetime(2026, 1, 2, tzinfo=UTC)


def _shared(things: Mapping[str, tuple[float, str]]) -> dict[Key, Shared]:
    """Return devices by reference, each with its share and the accounts that used it, one letter each."""
    return {
        ("device", ref, 0): Shared(len(users), share, dict.fromkeys(users, (THEN, THEN)))
        for ref, (share, users) in things.items()
    }


def _why(start: str, end: str, things: Mapping[str, tuple[float, str]]) -> Why:
    shared = _shared(things)
    return describe(start, end, shared, two_ways(shared, start, end), [])


def test_the_most_certain_path_wins_however_long() -> None:
    """Two firm steps go before one loose one; the weakest step is avoided by the loose one."""
    why = _why("a", "c", {"loose": (0.5, "ac"), "firm": (0.9, "ab"), "good": (0.8, "bc")})
    assert [step.ref for step in why.steps] == ["firm", "good"]
    assert why.certainty == pytest.approx(0.72)
    assert why.weakest == 1
    assert why.without_weakest == 0.5
    assert "another path avoids it, with 50 % certainty" in why.as_text()


def test_a_step_without_alternative_is_said_to_be_one() -> None:
    """Where everything hangs on one thing, the words say so."""
    why = _why("a", "b", {"only": (0.9, "ab")})
    assert why.without_weakest == 0.0
    assert "no other path avoids it" in why.as_text()


def test_no_path_is_an_answer() -> None:
    """Nothing at all, only hubs, and one account asked about twice each have their own words."""
    assert _why("a", "b", {}).headline == "Nothing within reach ties a and b."
    met = describe("a", "b", {}, NO_WAYS, [Hub("ip", "f" * 32, 5000)])
    assert "what strangers share" in met.headline
    assert "5,000 accounts" in met.as_text()
    assert "one account" in _why("a", "a", {"mine": (0.9, "ab")}).headline
