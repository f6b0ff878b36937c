"""Values looked up in an order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.engine.ordered import looked_up


@given(st.sets(st.integers(0, 20)), st.lists(st.integers(0, 20)))
@pytest.mark.parametrize("dtype", [np.uint64, np.int64, object])
def test_a_value_is_there_or_belongs_before_the_next(dtype: type, ordered: set[int], values: list[int]) -> None:
    """Numbers or names alike; in an empty order nothing is there, and what is greater than all belongs at the end."""
    place, there = looked_up(np.array(sorted(ordered), dtype), np.array(values, dtype))
    assert place.tolist() == [sum(one < value for one in ordered) for value in values]
    assert there.tolist() == [value in ordered for value in values]
