"""What the values of identifiers imply: networks, issuers, mail domains and patterns."""

from __future__ import annotations

import ipaddress

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.ingest.derive import derive
from linkage.model.kind import Kinds

KINDS = Kinds()


def implied(kind: str, *values: str) -> list[str | None]:
    """Return what each value implies."""
    return derive(KINDS[kind], pl.Series(list(values), dtype=pl.String)).to_list()


def test_an_address_implies_its_network() -> None:
    """A /24 of the fourth version, a /48 of the sixth."""
    assert implied("ip_network", "203.0.113.77", "2001:db8:12:34::1") == ["203.0.113.0/24", "2001:db8:12::/48"]


@given(st.ip_addresses())
def test_every_address_is_in_the_network_it_implies(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    """Whatever the address, its network holds it."""
    (network,) = implied("ip_network", str(address))
    assert address in ipaddress.ip_network(str(network))


@pytest.mark.parametrize(
    ("card", "issuer"),
    [
        ("4111111111111111", "41111111"),
        ("411111******1111", "411111"),
        ("bin:411111", "411111"),
        ("card_411111_8f3a", "411111"),
        ("tok_8f3a2b", None),
        ("9f86d081884c7d65", None),
        ("000123456789", None),
    ],
)
def test_a_card_implies_its_issuer_where_it_shows_it(card: str, issuer: str | None) -> None:
    """Digits at the front of a token are no issuer."""
    assert implied("card_issuer", card) == [issuer]


def test_an_address_of_mail_implies_domain_and_pattern() -> None:
    """Names differ in length, numbers of one maker do not."""
    assert implied("email_domain", "ines.gomez57@x.org") == ["x.org"]
    assert implied("email_pattern", "ines.gomez57@x.org", "a.b12@x.org") == ["a.a99@x.org", "a.a99@x.org"]
    assert implied("email_pattern", "ines.gomez5@x.org") == ["a.a9@x.org"]
