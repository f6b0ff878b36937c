"""What each kind of identifier is worth, in figures, words and a picture."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from linkage.engine.draw_quality import draw
from linkage.engine.quality import quality_of
from linkage.evidence.quality import KindQuality
from tests.entities import entities, households, names, shared


def _kinds() -> dict[str, KindQuality]:
    people = names("mobile", 300)
    uses = households(60) + shared(people, "ip", "busy", days=30.0)
    uses += [(p, "device", f"own-{p}", 0.0, 1.0) for p in people]
    uses += shared(["home000-0000"], "ip", "home-ip3", day=60.0)
    report = quality_of(entities(uses))
    json.dumps(report.as_dict(), allow_nan=False)
    ElementTree.fromstring(draw(report))
    assert "ip" in report.as_text()
    return {kind.kind: kind for kind in report.kinds}


def test_a_kind_is_told_by_its_figures() -> None:
    """Sixty family addresses are corroborated, one busy address says nothing, one changed hands."""
    ip = _kinds()["ip"]
    assert (ip.identifiers, ip.leases, ip.shared) == (61, 62, 61)
    assert ip.collision_rate == round(1 / 61, 4)
    assert ip.churn == round(62 / 61, 4)
    assert ip.sizes[0].share > 0.5
    assert ip.sizes[-1].share == 0.0
    assert [(hub.name, hub.hubs, hub.users, hub.largest) for hub in ip.hubs] == [("vpn", 1, 300, ("busy",))]
    assert "from 256 users on it says nothing" in ip.paragraph


def test_a_kind_that_nobody_shares_says_nothing() -> None:
    """Without anything shared there is no rate, and the words say so; kinds of behaviour are reported too."""
    kinds = _kinds()
    assert kinds["payment"].collision_rate is None
    assert "none of its" in kinds["payment"].paragraph
    assert {"fingerprint", "moment"} <= set(kinds)
