"""Uses in the order of arrays: what identifiers imply is used too, by whoever shares it."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.engine.contents import IMPLIED, USED
from linkage.engine.reached import reached_uses

Use = tuple[int, int, int, int, int]
"""Account, identifier, first and latest use, count."""
KINDS = np.array([0, 1, -1, 0, 2, 0, 1, -1], np.int16)
"""Of eight identifiers; the last four are implied by the first four."""


def _rows(uses: list[Use], implied: set[tuple[int, int]]) -> tuple[list[int], list[Use]]:
    """Return what is expected, said plainly."""
    reached: dict[tuple[int, int], list[Use]] = defaultdict(list)
    for use in uses:
        for identifier, derived in implied:
            if identifier == use[1]:
                reached[use[0], derived].append(use)
    users = {d: {a for a, other in reached if other == d} for _, d in reached}
    rows = list(uses) + [
        (a, d, min(u[2] for u in of), max(u[3] for u in of), sum(u[4] for u in of))
        for (a, d), of in reached.items()
        if len(users[d]) >= 2
    ]
    rows = [row for row in rows if KINDS[row[1]] >= 0]
    order = sorted({row[1] for row in rows}, key=lambda n: (KINDS[n], n))
    return order, sorted((row[0], order.index(row[1]), *row[2:]) for row in rows)


uses_of_few = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 3)),
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 5)),
    max_size=15,
)


@settings(deadline=None)  # the first example compiles
@given(uses_of_few, st.sets(st.tuples(st.integers(0, 3), st.integers(4, 7)), max_size=10))
def test_uses_are_those_said_plainly(
    told: dict[tuple[int, int], tuple[int, int, int]], implied: set[tuple[int, int]]
) -> None:
    """Earliest, latest and all counts of whatever implies the same; what one account alone reaches is left out."""
    uses = sorted((a, i, min(x, y), max(x, y), n) for (a, i), (x, y, n) in told.items())
    frame = pl.DataFrame(uses, schema=USED, orient="row")
    derived = pl.DataFrame(sorted(implied), schema=IMPLIED, orient="row")
    order, found = reached_uses(frame, derived, KINDS)
    expected_order, expected = _rows(uses, implied)
    assert order.tolist() == expected_order
    columns = (found.account, found.identifier, found.first_seen, found.last_seen, found.count)
    assert list(zip(*(column.tolist() for column in columns), strict=True)) == expected
    assert found.account.dtype == found.identifier.dtype == np.int32


def test_nothing_is_used_where_there_is_nothing() -> None:
    """An empty store has no uses, and that is no error."""
    order, found = reached_uses(pl.DataFrame(schema=USED), pl.DataFrame(schema=IMPLIED), np.zeros(0, np.int16))
    assert len(order) == len(found) == 0
