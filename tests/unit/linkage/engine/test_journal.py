"""One state leads to another where nothing that was written between them is missing from the journal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.engine.journal import DAY, Stamp


def entry(day: float) -> str:
    return f"{int(day * DAY):020d}-0123abcd"


def stamp(*days: float, mark: str = "m", gone: float | None = None) -> Stamp:
    stumps = [] if gone is None else [f"{0:020d}-{entry(gone)}"]
    return Stamp(mark, frozenset([*map(entry, days), *stumps]))


@pytest.mark.parametrize(
    ("before", "after", "leads"),
    [
        (stamp(), stamp(), True),
        (stamp(1, 2), stamp(1, 2, 3), True),
        (stamp(1, 2), stamp(1, 2, mark="other"), False),
        (stamp(1, 2, mark=""), stamp(1, 2, mark=""), False),
        (stamp(1, 3, 9), stamp(1, 3), False),  # restored from a backup
        (stamp(1, 3, 9), stamp(1, 9), False),
        (stamp(1, 3, 9), stamp(), False),
        (stamp(1, 3, 9), stamp(3, 9, 10, gone=1), True),
        (stamp(9), stamp(3, 9, 10, gone=1), True),
        (stamp(1), stamp(3, 9, 10, gone=1), False),  # 2 may have been there, too
        (stamp(1, 1.5), stamp(1.5, 9, 10, gone=1), False),  # so may 0.9 have been, written late
        (stamp(), stamp(3, 9, 10, gone=1), False),
        (stamp(3, 9, gone=1), stamp(3, 9, 10, gone=1), True),
        (stamp(3, gone=1), stamp(3, 9, 10, gone=1), True),
        (stamp(3, 9, gone=1), stamp(9, 10, gone=3), True),
        (stamp(3, 9, 11, gone=1), stamp(9, 10, gone=3), False),
    ],
)
def test_states_lead_to_each_other_where_the_journal_has_no_gap(before: Stamp, after: Stamp, leads: bool) -> None:
    """Old entries may have gone that were read long before."""
    assert before.leads_to(after) is leads


@given(
    st.lists(st.tuples(st.floats(1, 40), st.floats(0, 0.9)), unique_by=lambda one: entry(one[0])),
    st.floats(1, 40),
    st.floats(1, 40),
)
def test_no_entry_that_was_written_later_is_ever_missed(
    written: list[tuple[float, float]], read: float, oldest: float
) -> None:
    """An entry is seen less than a day after the time in its id; older ones than some time are gone at the end."""
    seen = stamp(*(day for day, takes in written if day + takes <= read))
    gone = [day for day, _ in written if day < oldest]
    left = stamp(*(day for day, _ in written if day >= oldest), gone=max(gone, default=None))
    if any(day + takes > read and day < oldest for day, takes in written):
        assert not seen.leads_to(left)
