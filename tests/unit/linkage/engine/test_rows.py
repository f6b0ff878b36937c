"""When accounts and clusters were seen first and last."""

from __future__ import annotations

from linkage.engine.rows import first_and_latest
from linkage.model.entity_graph import UNKNOWN
from tests.entities import DAY, START, entities


def test_an_account_is_seen_when_it_used_something_else_when_it_acted() -> None:
    """One that is known from its activity alone has a time, too; one of whom nothing is known has none."""
    graph = entities(
        [("used", "device", "d", 3, 5), ("used", "ip", "i", 4, 9)],
        acts=[("acted", "f", START), ("acted", "f", START + 7 * DAY), ("used", "f", START)],
        created={"made": 2},
        alone=["made", "unknown"],
    )
    first, latest = (dict(zip(graph.accounts.ids, seen.tolist(), strict=True)) for seen in first_and_latest(graph))
    assert first == {"acted": START, "made": START + 2 * DAY, "unknown": UNKNOWN, "used": START + 3 * DAY}
    assert latest == {
        "acted": START + 7 * DAY,
        "made": START + 2 * DAY,
        "unknown": UNKNOWN,
        "used": START + 9 * DAY,
    }
