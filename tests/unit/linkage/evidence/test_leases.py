"""Leases of identifiers that change hands."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.evidence.leases import cut_leases
from tests.entities import entities


def test_an_address_of_two_households_months_apart_is_two_identifiers() -> None:
    """Two people used it in March, two others in June: they share nothing."""
    graph = entities(
        [("a", "ip", "x", 60, 80), ("b", "ip", "x", 62, 85), ("c", "ip", "x", 150, 170), ("d", "ip", "x", 151, 152)]
    )
    leases = cut_leases(graph)
    assert leases.of_use.tolist() == [0, 0, 1, 1]
    assert leases.degree.tolist() == [2, 2]


def test_a_long_use_joins_both_sides_of_a_gap() -> None:
    """Somebody who kept the address through the quiet months shares it with those before and those after."""
    graph = entities([("a", "ip", "x", 0, 1), ("b", "ip", "x", 0, 100), ("c", "ip", "x", 99, 120)])
    assert cut_leases(graph).degree.tolist() == [3]


def test_a_device_never_changes_hands() -> None:
    """A kind without a lease is one identifier for ever."""
    graph = entities([("a", "device", "x", 0, 1), ("b", "device", "x", 3000, 3001)])
    assert cut_leases(graph).degree.tolist() == [2]


def test_no_uses_have_no_leases() -> None:
    """An empty graph is no special case for the caller."""
    assert len(cut_leases(entities([], alone=["a"])).degree) == 0


_USES = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("xy"), st.integers(0, 60), st.integers(0, 20)),
    min_size=1,
    max_size=25,
    unique_by=lambda use: use[:2],
)


@settings(max_examples=150, deadline=None)
@given(_USES)
def test_two_uses_are_one_lease_exactly_if_no_week_of_silence_lies_between(
    uses: list[tuple[str, str, int, int]],
) -> None:
    """The vectorised cut equals the definition, read use by use."""
    graph = entities([(a, "ip", ref, first, first + days) for a, ref, first, days in uses])
    found = cut_leases(graph)
    expected = np.zeros(len(graph.uses), int)
    count = -1
    for identifier in range(len(graph.refs)):
        mine = sorted(
            (graph.uses.first_seen[n], graph.uses.last_seen[n], graph.uses.account[n], n)
            for n in np.flatnonzero(graph.uses.identifier == identifier)
        )
        latest = None
        for first, last, _, n in mine:
            if latest is None or first - latest > 7 * 86_400_000:
                count, latest = count + 1, last
            latest = max(latest, last)
            expected[n] = count
    assert found.of_use.tolist() == expected.tolist()
    assert found.degree.sum() == len(graph.uses)
