"""What the identifiers of many accounts are taken for."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from linkage.evidence.hubs import RULES, SENTENCES, UNCLASSIFIED, find_hubs
from linkage.evidence.weigh import weigh
from tests.entities import Use, entities, households, names, shared


def _classes(uses: list[Use], org: Mapping[str, str] | None = None) -> dict[str, str]:
    graph = entities(households(60) + uses, org=org)
    evidence = weigh(graph)
    hubs = find_hubs(graph, evidence)
    refs = graph.refs[evidence.signals.source[hubs.signal]]
    return dict(zip(refs.tolist(), hubs.classes().tolist(), strict=True))


def _strangers(prefix: str, count: int) -> tuple[list[str], list[Use]]:
    people = names(prefix, count)
    own = [(p, kind, f"{kind}-{p}", 0.0, 1.0) for p in people for kind in ("device", "payment")]
    return people, own


def _pool(prefix: str, addresses: int, users: int) -> list[Use]:
    """Return strangers on neighbouring addresses of one network."""
    people, uses = _strangers(prefix, addresses * users)
    uses += shared(people, "ip_network", f"{prefix}-net", days=30.0)
    for n in range(addresses):
        uses += shared(people[n * users : (n + 1) * users], "ip", f"{prefix}{n}", days=30.0)
    return uses


def _ring(count: int) -> list[Use]:
    crew = names("crew", count)
    uses = shared(crew, "payment", "bank") + shared(crew, "device", "farm") + shared(crew, "email_domain", "drop")
    uses += shared(crew, "ip_network", "pool-net")
    for n in range(4):
        uses += shared(crew, "ip", f"pool{n}")
    return uses


def test_a_ring_is_told_by_what_its_accounts_share() -> None:
    """Cards, devices, mail domains and neighbouring addresses of accounts that share two kinds of thing."""
    found = _classes(_ring(20))
    assert {ref: found[ref] for ref in ("bank", "farm", "drop", "pool0")} == {
        "bank": "card_bank",
        "farm": "device_farm",
        "drop": "disposable",
        "pool0": "proxy_pool",
    }


@pytest.mark.parametrize(
    ("uses", "ref", "expected"),
    [
        (_pool("mobile", 4, 100), "mobile0", "carrier_nat"),
        (_pool("mobile", 4, 100), "mobile-net", "carrier_nat"),
        (_pool("exit", 1, 300), "exit0", "vpn"),
        (_pool("room", 1, 30), "room0", "cafe"),
    ],
)
def test_addresses_of_strangers_are_told_by_their_crowd(uses: list[Use], ref: str, expected: str) -> None:
    """A carrier has many busy addresses side by side, a VPN one, a room a few guests over weeks."""
    assert _classes(uses)[ref] == expected


def test_an_office_is_told_by_the_organisation_its_users_name() -> None:
    """However many they are, and whatever they share."""
    uses = _pool("staff", 1, 100)
    assert _classes(uses, {f"staff{n:04d}": "acme" for n in range(40)})["staff0"] == "campus_or_office"


def test_a_device_that_strangers_share_collides() -> None:
    """It says nothing about them; so many users of a phone without any witness are not told apart."""
    people = names("model", 200)
    uses = shared(people, "device", "same-model") + [(p, "payment", f"own-{p}", 0.0, 1.0) for p in people]
    assert _classes(uses)["same-model"] == "colliding_fingerprint"


def test_seven_users_are_no_hub() -> None:
    """A family and its guests are not looked at."""
    uses = shared(names("few", 7), "ip", "few-ip") + shared(names("more", 8), "address", "more-address")
    found = _classes(uses)
    assert "few-ip" not in found
    assert found["more-address"] == UNCLASSIFIED


def test_every_class_has_its_sentence() -> None:
    """A report never names a class without saying what it means."""
    assert set(SENTENCES) == {*RULES, UNCLASSIFIED}
