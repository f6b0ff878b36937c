"""An export yields every key once, whatever the size of its pages or ranges."""

from __future__ import annotations

import pytest

from linkage.store.base import GraphStore
from tests.contract.asking import query

EXPORT = query(
    "MATCH (a:Account) WHERE a.id > $after WITH a ORDER BY a.id LIMIT $limit"
    " RETURN collect(a.id) AS ids, collect(a.n) AS ns, max(a.id) AS last",
    "export",
)
RANGE = query(
    "MATCH (a:Account) WHERE a.id > $after AND a.id <= $until RETURN collect(a.id) AS ids, collect(a.n) AS ns", "export"
)
CREATE = query("UNWIND $rows AS row CREATE (:Account {id: row.id, n: row.n})", "write")

IDS = [f"{n:04d}" for n in range(250)] + [
    "A",
    "Z",
    "a",
    "z",
    "é",
    "ß",
    "漢",
    "ω",
    "_",
    "~",
    " space",
    "a b",
    "a'b",
    'a"b',
]


def fill(store: GraphStore, ids: list[str]) -> None:
    store.execute(lambda tx: tx.run(CREATE, {"rows": [{"id": i, "n": n} for n, i in enumerate(ids)]}))


def test_an_empty_store_has_no_pages(any_store: GraphStore) -> None:
    """Nothing stored, nothing yielded."""
    assert list(any_store.pages(EXPORT)) == []


@pytest.mark.parametrize("limit", [1, 7, 100, 264, 265, 10_000])
def test_pages_hold_every_key_once_in_code_point_order(any_store: GraphStore, limit: int) -> None:
    """Keys come in the order of their code points, the same on every store, with parallel lists in step."""
    fill(any_store, IDS[:40] if limit == 1 else IDS)
    expected = sorted(IDS[:40] if limit == 1 else IDS)
    pages = list(any_store.pages(EXPORT, {"limit": limit}))
    assert [i for page in pages for i in page["ids"]] == expected
    assert [IDS[n] for page in pages for n in page["ns"]] == expected
    assert [page["last"] for page in pages] == [page["ids"][-1] for page in pages]
    assert {len(page["ids"]) for page in pages[:-1]} <= {limit}


def test_rows_written_between_pages_do_not_disturb_the_others(any_store: GraphStore) -> None:
    """A page is a question of its own: a key behind the cursor is not seen, one ahead is, none comes twice."""
    fill(any_store, ["b", "d", "f"])
    pages = any_store.pages(EXPORT, {"limit": 2})
    assert next(pages)["ids"] == ["b", "d"]
    fill(any_store, ["a", "e"])
    assert [i for page in pages for i in page["ids"]] == ["e", "f"]


def test_ranges_hold_every_key_once(any_store: GraphStore) -> None:
    """A range ends with its bound and begins after the one before; none without bounds, equal bounds count once."""
    ids = [*IDS, "\uff00", "\U0001f600"]
    fill(any_store, ids)
    expected = sorted(ids)
    bounds = [*expected[99::100], expected[-1], expected[-1]]
    ranges = list(any_store.ranges(RANGE, bounds))
    assert [sorted(found["ids"]) for found in ranges] == [expected[:100], expected[100:200], expected[200:]]
    assert all(ids[n] == i for found in ranges for i, n in zip(found["ids"], found["ns"], strict=True))
    assert list(any_store.ranges(RANGE, [])) == []
