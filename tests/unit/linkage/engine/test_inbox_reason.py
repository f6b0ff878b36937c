"""Why a case stands where it stands in the inbox."""

from __future__ import annotations

import pytest

from linkage.engine.inbox import _reason


@pytest.mark.parametrize(
    ("flagged", "active", "says"),
    [
        (3, 2, "Flagged: 2 accounts flagged and not banned."),
        (3, 0, "Flagged, and every flagged account of it is banned."),
        (0, 0, "Flagged, but no account of it is flagged itself."),
    ],
)
def test_a_flagged_cluster_says_what_is_left_to_do(flagged: int, active: int, says: str) -> None:
    """One whose accounts are all spared is not one whose accounts are all banned."""
    assert _reason("flagged", flagged, active, 0) == says
