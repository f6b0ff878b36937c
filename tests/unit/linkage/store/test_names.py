"""The names that writing needs are found in the library's own queries."""

from __future__ import annotations

from linkage import queries
from linkage.store.names import names_in


def test_what_a_detection_writes_is_among_the_names() -> None:
    """Labels, types and properties of clusters, runs and memberships: none of them is new to a server by then."""
    found = names_in(queries.text(name) for folder in ("load", "write") for name in queries.names(folder))
    assert {"Account", "Cluster", "Run", "Moment", "Change", "Commits"} <= set(found.labels)
    assert {"MEMBER_OF", "WAS_MEMBER_OF", "RESTS_ON", "IN_STEP_AT", "PART_OF", "MERGED_INTO"} <= set(found.types)
    assert {"score", "verdict", "calibration", "retired_at", "set_aside", "within_days"} <= set(found.properties)
