"""Accounts that act in the same minutes, more often than chance and habit explain."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.evidence.moments import Moments, Rhythm, cut_moments
from linkage.model.entity_graph import EntityGraph
from tests.entities import DAY, START, Act, entities, names
from tests.unit.linkage.evidence.crowds import MINUTE, at, busy, in_step

PEOPLE = names("person", 120)
CLASS = names("pupil", 40)
RING = names("ring", 40)
ODD = (3.171, 9.642, 14.207, 22.919)
"""Four times that no clock and no calendar explains, in days."""


def _surprise(graph: EntityGraph, tool: str) -> float:
    """Return how many times more accounts than expected the best attended moment of a fingerprint has."""
    moments = cut_moments(graph.acts)
    degree = np.bincount(moments.moment, minlength=len(moments.at))
    own = moments.fingerprint == np.flatnonzero(graph.fingerprints == tool)[0]
    return float((degree[own] / moments.expected[own]).max(initial=0.0))


def _mean_surprise(graph: EntityGraph, tool: str) -> float:
    """Return how many times more accounts than expected the moments of a fingerprint have, taken together."""
    moments = cut_moments(graph.acts)
    degree = np.bincount(moments.moment, minlength=len(moments.at))
    own = moments.fingerprint == np.flatnonzero(graph.fingerprints == tool)[0]
    return float(degree[own].sum() / moments.expected[own].sum())


def _met(*acts: Act) -> Moments:
    return cut_moments(entities([], acts=acts).acts)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 400 * DAY), st.integers(0, 10 * MINUTE))
def test_two_accounts_within_ten_minutes_share_a_moment_wherever_bins_begin(when: int, gap: int) -> None:
    """A crowd cut in two by the clock is still a crowd."""
    moments = _met(("a", "tool", START + when), ("b", "tool", START + when + gap))
    assert len(moments.at) >= 1
    assert set(moments.account.tolist()) == {0, 1}
    assert (moments.at <= START + when + gap).all()
    assert (START + when < moments.at + 20 * MINUTE).all()


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 400 * DAY), st.integers(20 * MINUTE, 3 * DAY))
def test_two_accounts_twenty_minutes_apart_share_none(when: int, gap: int) -> None:
    """Who comes later was not there."""
    assert not len(_met(("a", "tool", START + when), ("b", "tool", START + when + gap)).at)


def test_two_fingerprints_in_the_same_minute_are_no_moment() -> None:
    """A moment is one way of acting."""
    assert not len(_met(("a", "one", START), ("b", "other", START)).at)


def test_an_account_counts_once_in_a_moment_however_busy() -> None:
    """Twenty requests of one account are not twenty accounts."""
    moments = _met(*[("a", "tool", START + n * MINUTE) for n in range(20)], ("b", "tool", START + MINUTE))
    edges = list(zip(moments.account.tolist(), moments.moment.tolist(), strict=True))
    assert len(edges) == len(set(edges))


def _habit(times: Sequence[float]) -> EntityGraph:
    return entities([], acts=at(CLASS, "habit", *times) + busy(PEOPLE, days=int(max(times)) + 1))


@pytest.mark.parametrize(
    "times",
    [
        pytest.param(list(range(30)), id="a job that runs at midnight"),
        pytest.param([7 * week + 1.4 for week in range(12)], id="a lesson every week"),
        pytest.param(
            [month + 0.35 for month in (0, 31, 59, 90, 120, 151, 181)], id="a report on the first of the month"
        ),
    ],
)
def test_habits_are_discounted(times: list[float]) -> None:
    """Forty accounts meet again and again, and no more of them than usual at that time."""
    assert _surprise(_habit(times), "habit") < 4


def test_who_stays_away_is_not_what_makes_a_habit_suspicious() -> None:
    """Each runs the nightly job on two nights of three: no two nights are alike, and none is a surprise."""
    rng = np.random.default_rng(3)
    acts = [act for act in at(CLASS, "job", *range(30)) if rng.random() < 2 / 3]
    assert _surprise(entities([], acts=acts + busy(PEOPLE)), "job") < 4


def test_coincidences_of_a_popular_fingerprint_are_what_chance_gives() -> None:
    """Hundreds of people use one browser: two of them are online at one time every day."""
    graph = entities([], acts=busy(names("person", 300), tools=1, each=40))
    assert 0.3 < _mean_surprise(graph, "browser0") < 3


def test_a_burst_at_odd_times_is_not_discounted() -> None:
    """Forty accounts act together four times, at no time of day twice: hundreds of times what chance gives."""
    assert _surprise(entities([], acts=at(RING, "tool", *ODD) + busy(PEOPLE)), "tool") > 100


def test_a_step_beside_a_habit_is_still_a_surprise() -> None:
    """The nightly job excuses midnight, not the afternoon."""
    graph = entities([], acts=at(RING, "job", *range(30), 14.631) + busy(PEOPLE))
    assert _surprise(graph, "job") > 4


def test_a_rare_fingerprint_surprises_more_than_a_common_one() -> None:
    """The same steps with a tool that nobody else has, and with everybody's browser."""
    rare, common = (entities([], acts=at(RING, tool, *ODD) + busy(PEOPLE)) for tool in ("tool", "browser0"))
    assert _surprise(rare, "tool") > 3 * _surprise(common, "browser0")
    assert _surprise(common, "browser0") > 10


def test_at_busy_hours_more_is_expected() -> None:
    """Where everybody works by day, meeting at noon says less than meeting at night."""
    rng = np.random.default_rng(7)
    office = [
        (person, "browser0", START + day * DAY + int(rng.integers(9, 17) * 60 + rng.integers(60)) * MINUTE)
        for person in PEOPLE
        for day in range(30)
    ]
    noon, night = (entities([], acts=office + at(RING[:6], "browser0", when)) for when in (12.503, 12.121))
    assert _surprise(night, "browser0") > 4 * _surprise(noon, "browser0")


def test_nothing_expected_is_zero() -> None:
    """One coincidence is never infinitely surprising."""
    moments = cut_moments(entities([], acts=in_step(RING, "tool") + busy(PEOPLE)).acts)
    assert (moments.expected > 0).all()


def test_the_rhythm_held_expects_what_it_expected() -> None:
    """Others who begin to work at night change nothing for a fingerprint that is not theirs."""
    acts = at(RING, "tool", *ODD) + busy(PEOPLE)
    small = entities([], acts=acts)
    large = entities([], acts=acts + at(names("night", 60), "a-night-shift", *(day + 0.171 for day in range(60))))
    rhythm = Rhythm.of(small.acts)
    before, after = cut_moments(small.acts, rhythm), cut_moments(large.acts, rhythm)
    own = large.fingerprints[after.fingerprint] != "a-night-shift"
    assert after.expected[own].tobytes() == before.expected.tobytes()
    assert after.at[own].tolist() == before.at.tolist()


def test_no_activity_has_no_moments() -> None:
    """Nothing to read is no error."""
    moments = cut_moments(entities([]).acts)
    assert len(moments.account) == len(moments.at) == 0
