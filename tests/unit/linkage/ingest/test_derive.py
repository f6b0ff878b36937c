"""What the values of identifiers imply: networks, issuers, mail domains and patterns."""

from __future__ import annotations

import ipaddress
import re
import uuid

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
    assert implied("ip_network", "2001:db8::1", "2001:0:12:34::1", "::1") == [
        "2001:db8::/48",
        "2001:0:12::/48",
        "::/48",
    ]


@given(st.ip_addresses())
def test_every_address_is_in_the_network_it_implies(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    """Whatever the address, its network holds it."""
    (network,) = implied("ip_network", str(address))
    assert address in ipaddress.ip_network(str(network))
    assert network == str(ipaddress.ip_network(str(network)))


@pytest.mark.parametrize(
    ("card", "issuer"),
    [
        ("4111111111111111", "41111111"),
        ("411111******1111", "411111"),
        ("4111 1111-1111 1111", "41111111"),
        ("4111 11** **** 1111", "411111"),
        ("411111xxxxxx1111", "411111"),
        ("41111122-tok", "41111122"),
        ("pan:4111111111111111", "41111111"),
        ("bin:411111", "411111"),
        ("IIN=123456/x", "123456"),
        ("card_411111_8f3a", "411111"),
        ("tok_8f3a2b", None),
        ("9f86d081884c7d65", None),
        ("000123456789", None),
        ("card_12345678", None),
        ("411111", None),
        ("4111111112-x", None),
        ("20250101-77", None),
        ("1735689600000", None),
        ("411111ab", None),
        ("40000000-1111-2222-3333-444444444444", None),
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
    assert implied("email_domain", '"ines@home"@x.org', "ines", "ines@") == ["x.org", None, None]
    assert implied("email_pattern", '"ines@home"@x.org') == ['"a@a"@x.org']


@given(st.from_regex(r"[3-6][0-9]{11,18}", fullmatch=True))
def test_every_whole_number_of_a_card_shows_eight_digits(number: str) -> None:
    """Whatever separates its digits by fours."""
    parted = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
    assert implied("card_issuer", number, parted, parted.replace(" ", "-")) == [number[:8]] * 3


@given(st.uuids())
def test_a_random_token_is_no_card(token: uuid.UUID) -> None:
    """Its digits in front are chance."""
    assert implied("card_issuer", str(token)) == [None]


NAME = st.from_regex(r"[a-z]{1,8}([._+-][a-z]{1,8})?[0-9]{0,4}", fullmatch=True)


@given(NAME, st.sampled_from(["x.org", "mail.example.com"]))
def test_a_pattern_keeps_separators_digits_and_domain(name: str, domain: str) -> None:
    """Letters become one ``a`` a run; a pattern is its own pattern; addresses of one share their domain."""
    (pattern,) = implied("email_pattern", f"{name}@{domain}")
    assert pattern is not None
    assert re.sub("[a-z]+", "a", re.sub("[0-9]", "9", name)) + "@" + domain == pattern
    assert implied("email_pattern", pattern) == [pattern]
    assert implied("email_domain", pattern) == [domain]
