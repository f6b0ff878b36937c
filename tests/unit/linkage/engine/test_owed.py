"""Which derived ties a load owes: those of the identifiers that it stored."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import polars as pl
import pytest

from linkage.engine.chunk import Chunk
from linkage.engine.owed import Owed

TIES = pl.DataFrame(
    {
        "parent": ["ip", "ip", "email", "ip"],
        "id": ["192.0.2.1", "192.0.2.2", "192.0.2.1", "198.51.100.9"],
        "derived": ["192.0.2.0/24", "192.0.2.0/24", "example.org", "198.51.100.0/24"],
    }
)


def _stored(kind: str, *ids: str) -> Chunk:
    rows = pl.DataFrame({"kind": [kind] * len(ids), "id": list(ids)}, schema={"kind": pl.String, "id": pl.String})
    return cast("Chunk", cast("Any", SimpleNamespace(rows=rows)))


@pytest.mark.parametrize(
    "chunks", [[("192.0.2.1", "198.51.100.9", "203.0.113.7")], [("192.0.2.1",), ("198.51.100.9",)]]
)
def test_owed_are_the_ties_of_what_was_stored(chunks: list[tuple[str, ...]]) -> None:
    """Whatever chunks it came in; asked again, it says the same, and what is stored later is owed, too."""
    owed = Owed(frozenset({"ip_network"}), [])
    for ids in chunks:
        owed.add(_stored("ip", *ids))
    for _ in range(2):
        assert owed.of("ip_network", TIES).rows() == [TIES.row(0), TIES.row(3)]
    owed.add(_stored("email", "192.0.2.1"))
    assert owed.of("ip_network", TIES).rows() == [TIES.row(0), TIES.row(2), TIES.row(3)]


def test_nothing_stored_owes_nothing_and_a_doubtful_kind_everything() -> None:
    """Where it is not sure that every earlier load made the ties of a kind, all of them are looked at."""
    owed = Owed(frozenset({"ip_network"}), [])
    assert owed.of("ip_network", TIES).rows() == []
    assert owed.of("email_domain", TIES).equals(TIES)
