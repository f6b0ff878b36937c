"""What ties an account is told strongest first, whatever kind it is of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from linkage.engine.explain import _ties
from linkage.model.kind import Kinds

AT = datetime(2026, 1, 2, tzinfo=UTC)


def row(label: str, weight: float) -> dict[str, Any]:
    seen = {"first_seen": AT, "last_seen": AT}
    return {"label": label, "ref": label.lower(), "accounts": 5, "members": 4, "share": 0.9, "weight": weight,
            "cluster_id": "op-1", **seen}  # fmt: skip


def test_derived_identifiers_stand_where_their_strength_puts_them() -> None:
    """They are read after the others."""
    ties, _ = _ties([row("Device", 0.3), row("IP", 0.1), row("EmailDomain", 0.9)], Kinds(), "op-1")
    assert [tie.kind for tie in ties] == ["email_domain", "device", "ip"]
    assert [tie.contribution for tie in ties] == sorted((tie.contribution for tie in ties), reverse=True)
