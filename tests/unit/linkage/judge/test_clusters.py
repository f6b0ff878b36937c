"""Clusters and the verdicts on their members."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from linkage.engine.find import find
from linkage.judge.clusters import Clusters
from linkage.judge.words import arguments
from linkage.model.entity_graph import EntityGraph
from tests.entities import Use, entities, households, names, shared

RING = names("ring", 30)


def _ring(ring: list[str] = RING) -> list[Use]:
    """Accounts that take turns on ten cards, ten devices and six addresses: each kind by itself connects them all."""
    uses: list[Use] = []
    for kind, count in (("payment", 10), ("device", 10), ("ip", 6)):
        for n in range(count):
            users = [a for k, a in enumerate(ring) if n in (k % count, k // 3 % count)]
            uses += shared(users, kind, f"{ring[0]}-{kind}{n}")
    return uses


def _office(people: list[str]) -> list[Use]:
    return shared(people, "payment", "office-card") + shared(people, "ip", "office-ip")


@cache
def _created() -> dict[str, float]:
    rng = np.random.default_rng(5)
    homes = {p: -float(rng.uniform(0, 900)) for h in range(80) for p in names(f"home{h:03d}-", 3)}
    return homes | {account: -3.0 + n / 10 for n, account in enumerate(RING)}


def _judged(graph: EntityGraph) -> tuple[Clusters, dict[str, str]]:
    clusters = find(graph).clusters
    return clusters, dict(zip(graph.accounts.ids.tolist(), clusters.member_verdict().tolist(), strict=True))


def _cluster_of(clusters: Clusters, graph: EntityGraph, account: str) -> int:
    return int(clusters.of_account[graph.accounts.ids.tolist().index(account)])


def test_a_ring_is_flagged_and_families_are_not() -> None:
    """Thirty accounts made within three days on shared cards, devices and addresses; eighty families over years."""
    _, verdicts = _judged(entities(_ring() + households(80), created=_created()))
    assert {verdicts[a] for a in RING} == {"flagged"}
    assert {verdicts[a] for a in verdicts if a.startswith("home")} == {"clear"}


def test_a_victim_whose_address_served_as_a_proxy_stays_out() -> None:
    """The ring went through a family's address: the family is near, tied by one identifier, and not flagged."""
    uses = _ring() + households(80) + shared([*RING[:8]], "ip", "home-ip4")
    _, verdicts = _judged(entities(uses, created=_created()))
    assert "flagged" not in {verdicts[a] for a in verdicts if a.startswith("home")}
    assert {verdicts[a] for a in RING} == {"flagged"}


def test_whoever_is_framed_by_one_touch_stays_out() -> None:
    """An attacker logs in once to the ring from a victim's device."""
    uses = _ring() + households(80) + [(RING[0], "device", "home-device9", 0.0, 1.0)]
    _, verdicts = _judged(entities(uses, created=_created()))
    assert "flagged" not in {verdicts[a] for a in names("home009-", 3)}


def test_whoever_is_framed_on_device_and_card_by_one_account_stays_out() -> None:
    """An attacker uses a victim's device and card with one account of the ring: nobody else of it was ever there."""
    framed = [(RING[0], "device", "home-device9", 0.0, 1.0), (RING[0], "payment", "card-home009-0001", 0.0, 1.0)]
    _, verdicts = _judged(entities(_ring() + households(80) + framed, created=_created()))
    assert "flagged" not in {verdicts[a] for a in names("home009-", 3)}


def test_whoever_is_framed_by_many_accounts_stays_out() -> None:
    """Ten accounts of the ring come to use a family's device, card and address; the family uses nothing of theirs."""
    things = (("device", "home-device9"), ("payment", "card-home009-0001"), ("ip", "home-ip9"))
    framed = [(account, kind, ref, 20.0, 21.0) for account in RING[:10] for kind, ref in things]
    _, verdicts = _judged(entities(_ring() + households(80) + framed, created=_created()))
    assert "flagged" not in {verdicts[a] for a in names("home009-", 3)}
    assert {verdicts[a] for a in RING} == {"flagged"}


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
    _, against = arguments(clusters, _cluster_of(clusters, graph, people[0]))
    assert {"one_organisation", "verified"} <= {a["code"] for a in against}


@pytest.mark.parametrize("size", [8, 12, 16])
def test_a_team_hired_on_one_day_is_not_flagged_for_it(size: int) -> None:
    """One office address, one company card, own devices, no organisation known: when they joined is no third kind."""
    people = names("team", size)
    devices = [(p, "device", f"laptop-{p}", 0.0, 1.0) for p in people]
    created = _created() | {p: -30.0 + n / 100 for n, p in enumerate(people)}
    _, verdicts = _judged(entities(_office(people) + devices + households(80), created=created))
    assert "flagged" not in {verdicts[p] for p in people}


def test_nobody_is_flagged_on_one_kind_of_evidence() -> None:
    """However many cards thirty accounts share, cards are one kind."""
    uses = [u for u in _ring() if u[1] == "payment"]
    _, verdicts = _judged(entities(uses + households(80), created=_created()))
    assert "flagged" not in verdicts.values()


def test_what_is_unknown_counts_neither_way() -> None:
    """Without creation times, bans or organisations only the sharing speaks, and no argument is invented."""
    clusters, _ = _judged(entities(_ring() + households(80)))
    for silent in ("created_together", "created_in_batches", "banned_before", "replaced_after_bans"):
        assert not clusters.judgement.arguments[silent].any()
    for silent in ("one_organisation", "organisation_beyond", "one_plan", "in_step", "own_tool"):
        assert not clusters.judgement.arguments[silent].any()
    assert ((clusters.judgement.score >= 0) & (clusters.judgement.score < 1)).all()


def test_an_empty_store_has_no_clusters() -> None:
    """Nothing to read is no error."""
    clusters, verdicts = _judged(entities([]))
    assert verdicts == {}
    assert len(clusters.judgement.score) == 0


def test_two_rings_are_two_operators() -> None:
    """They share nothing: each is a cluster of its own."""
    other = names("ring-b", 30)
    graph = entities(
        _ring() + _ring(other) + households(80),
        created=_created() | {a: -40.0 + n / 10 for n, a in enumerate(other)},
    )
    clusters, verdicts = _judged(graph)
    assert {verdicts[a] for a in [*RING, *other]} == {"flagged"}
    assert len({_cluster_of(clusters, graph, a) for a in RING}) == 1
    assert len({_cluster_of(clusters, graph, a) for a in other}) == 1
    assert _cluster_of(clusters, graph, RING[0]) != _cluster_of(clusters, graph, other[0])
