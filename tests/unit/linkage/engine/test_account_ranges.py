"""Accounts are cut into ranges of about one size, whatever their ids look like."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Mapping
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.engine import account_ranges
from linkage.engine.account_ranges import account_bounds
from linkage.model.query import Query
from linkage.store.base import GraphStore


class _Ids:
    """The two questions, answered for a list of ids."""

    def __init__(self, ids: list[str]) -> None:
        self._ids = sorted(ids)

    def run(self, query: Query, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        if query.name == "get_bounds_of_account_ids":
            return [{"first": self._ids[0], "last": self._ids[-1]} if self._ids else {"first": None, "last": None}]
        counts = Counter(id[: params["length"]] for id in self._ids)
        last = {id[: params["length"]]: id for id in self._ids}
        rows = [{"accounts": counts[head], "last": last[head]} for head in counts]
        return sorted(rows, key=lambda row: str(row["last"]))[: params["limit"]]


def _sizes(ids: list[str], size: int) -> list[int]:
    bounds = account_bounds(cast(GraphStore, _Ids(ids)), size)
    assert bounds == sorted(set(bounds))
    found = Counter(bisect.bisect_left(bounds, id) for id in ids)
    assert set(found) == set(range(len(bounds)))  # each account in one range, no range empty
    return [found[place] for place in sorted(found)]


@pytest.mark.parametrize(
    "ids",
    [
        [f"account-{n:07d}" for n in range(3_000)],
        [f"{n * 2654435761 % 2**32:08x}" for n in range(3_000)],
        [str(n) for n in range(3_000)],
        [f"old-{n}" for n in range(2_900)] + [f"{n:x}" for n in range(100)],
    ],
)
def test_usual_ids_make_ranges_of_about_one_size(ids: list[str]) -> None:
    """Numbered, random, of many lengths, of two sorts: no range above the size, few ranges in all."""
    sizes = _sizes(ids, 200)
    assert max(sizes) <= 200
    assert len(sizes) <= 3 * len(ids) / 200


def test_a_store_without_accounts_has_no_ranges() -> None:
    """There is nothing to read."""
    assert account_bounds(cast(GraphStore, _Ids([])), 10) == []


def test_ids_that_differ_late_make_larger_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are read all the same."""
    monkeypatch.setattr(account_ranges, "LONGEST", 5)
    assert _sizes(["a" * 30 + str(n) for n in range(50)] + ["b"], 10) == [50, 1]


@given(st.sets(st.text(min_size=1, max_size=8), min_size=1), st.integers(1, 9))
def test_every_account_is_in_one_range(ids: set[str], size: int) -> None:
    """Any ids at all."""
    assert sum(_sizes(sorted(ids), size)) == len(ids)
