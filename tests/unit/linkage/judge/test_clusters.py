"""Clusters and the verdicts on their members."""

from __future__ import annotations

import numpy as np

from linkage.detect.leiden import leiden
from linkage.evidence.weigh import weigh
from linkage.judge.clusters import Clusters, form_clusters
from linkage.judge.words import arguments
from linkage.model.entity_graph import EntityGraph
from tests.entities import Use, entities, households, names, shared

RING = names("ring", 30)


def _ring() -> list[Use]:
    """Thirty accounts that take turns on ten cards, ten devices and six addresses."""
    uses: list[Use] = []
    for kind, count in (("payment", 10), ("device", 10), ("ip", 6)):
        for n in range(count):
            uses += shared([a for k, a in enumerate(RING) if n in (k % count, (k * 7 + 3) % count)], kind, f"{kind}{n}")
    return uses


def _office(people: list[str]) -> list[Use]:
    return shared(people, "payment", "office-card") + shared(people, "ip", "office-ip")


def _created() -> dict[str, float]:
    rng = np.random.default_rng(5)
    homes = {p: -float(rng.uniform(0, 900)) for h in range(80) for p in names(f"home{h:03d}-", 3)}
    return homes | {account: -3.0 + n / 10 for n, account in enumerate(RING)}


def _judged(graph: EntityGraph) -> tuple[Clusters, dict[str, str]]:
    evidence = weigh(graph)
    clusters = form_clusters(graph, evidence, leiden(evidence.graph, resolution=0.0003))
    return clusters, dict(zip(graph.accounts.ids.tolist(), clusters.member_verdict().tolist(), strict=True))


def test_a_ring_is_flagged_and_families_are_not() -> None:
    """Thirty accounts made within three days on shared cards, devices and addresses; eighty families over years."""
    _, verdicts = _judged(entities(_ring() + households(80), created=_created()))
    assert {verdicts[a] for a in RING} == {"flagged"}
    assert {verdicts[a] for a in verdicts if a.startswith("home")} == {"clear"}


def test_a_victim_whose_address_served_as_a_proxy_stays_out() -> None:
    """The ring went through a family's address: the family is near, tied by one identifier, and not flagged."""
    uses = _ring() + households(80) + shared([*RING[:8]], "ip", "home-ip4")
    _, verdicts = _judged(entities(uses, created=_created()))
    assert {verdicts[a] for a in names("home004-", 3)} <= {"clear", "watch"}
    assert "flagged" not in {verdicts[a] for a in verdicts if a.startswith("home")}
    assert {verdicts[a] for a in RING} == {"flagged"}


def test_whoever_is_framed_by_one_touch_stays_out() -> None:
    """An attacker logs in once to the ring from a victim's device."""
    uses = _ring() + households(80) + [(RING[0], "device", "home-device9", 0.0, 1.0)]
    _, verdicts = _judged(entities(uses, created=_created()))
    assert "flagged" not in {verdicts[a] for a in names("home009-", 3)}


def test_an_office_with_one_card_is_explained_by_its_organisation() -> None:
    """Forty colleagues hired in a week share a card and an address, and name one employer."""
    people = names("office", 40)
    graph = entities(
        _office(people) + households(80),
        created=_created() | dict.fromkeys(people, -2.0),
        org=dict.fromkeys(people, "Acme"),
        verified=people,
    )
    clusters, verdicts = _judged(graph)
    assert "flagged" not in {verdicts[p] for p in people}
    number = int(clusters.of_account[graph.accounts.ids.tolist().index(people[0])])
    _, against = arguments(clusters, number)
    assert {"one_organisation", "verified"} <= {a["code"] for a in against}


def test_nobody_is_flagged_on_one_kind_of_evidence() -> None:
    """However many cards thirty accounts share, cards are one kind."""
    uses = [u for u in _ring() if u[1] == "payment"]
    _, verdicts = _judged(entities(uses + households(80), created=_created()))
    assert "flagged" not in verdicts.values()


def test_what_is_unknown_counts_neither_way() -> None:
    """Without creation times, bans or organisations only the sharing speaks, and no argument is invented."""
    graph = entities(_ring() + households(80))
    clusters, _ = _judged(graph)
    for silent in ("created_together", "banned_before", "one_organisation"):
        assert not clusters.judgement.arguments[silent].any()
    assert ((clusters.judgement.score > 0) & (clusters.judgement.score < 1)).all()


def test_an_empty_store_has_no_clusters() -> None:
    """Nothing to read is no error."""
    clusters, verdicts = _judged(entities([]))
    assert verdicts == {}
    assert len(clusters.judgement.score) == 0


def test_every_argument_has_words() -> None:
    """Each sentence about the ring is written, and says a number."""
    graph = entities(_ring() + households(80), created=_created(), banned=RING[:5])
    clusters, _ = _judged(graph)
    favour, against = arguments(clusters, int(clusters.of_account[graph.accounts.ids.tolist().index(RING[0])]))
    assert {a["code"] for a in favour} >= {"scale", "created_together", "banned_before", "independent_kinds"}
    assert all(any(c.isdigit() for c in str(a["sentence"])) for a in favour + against)
