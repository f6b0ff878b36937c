"""Two spellings of one value become one; what is no value of its kind is refused."""

from __future__ import annotations

import ipaddress
from typing import get_args

import email_validator
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.errors import InputError
from linkage.ingest.normalise import _PLAIN, FAST, RULES, Refused, normalise, normalise_one
from linkage.model.kind import BUILTIN, Kind, Normaliser

KINDS = {kind.name: kind for kind in BUILTIN}


@pytest.mark.parametrize(
    ("kind", "raw", "stored"),
    [
        ("ip", " 192.0.2.1 ", "192.0.2.1"),
        ("ip", "2001:DB8:0:0:0:0:0:1", "2001:db8::1"),
        ("ip", "::ffff:192.0.2.1", "192.0.2.1"),
        ("ip", "::FFFF:C000:0201", "192.0.2.1"),
        ("email", "Ann.Lee+Shop@Example.COM", "ann.lee+shop@example.com"),
        ("email", "ann@EXÄMPLE.com", "ann@exämple.com"),
        ("phone", "+44 (0) 20 7946 0018", "+442079460018"),
        ("phone", "0044 20 7946-0018", "+442079460018"),
        ("phone", "+442079460018 ext. 5", "+442079460018"),
        ("phone", "+1 202 555", "+1202555"),
        ("phone", "+1 202 555 0143", "+12025550143"),
        ("device", "  AbC  ", "AbC"),
        ("device", "cafe\u0301", "caf\u00e9"),
        ("address", " 12  High\tSTREET ", "12 high street"),
        ("address", "Straße", "strasse"),
    ],
)
def test_one_form(kind: str, raw: str, stored: str) -> None:
    """A value is stored in one form whatever its spelling."""
    assert normalise_one(KINDS[kind], raw) == stored


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("ip", "192.0.2.256"),
        ("ip", "192.0.2.01"),
        ("ip", "192.0.2.1:80"),
        ("ip", "fe80::1%eth0"),
        ("ip", "192.0.2.0/24"),
        ("ip", "unknown"),
        ("email", "ann@"),
        ("email", "ann@localhost"),
        ("email", "a b@example.com"),
        ("phone", "020 7946 0018"),
        ("phone", "+999 123"),
        ("phone", "call me"),
    ],
)
def test_refused_without_the_value(kind: str, raw: str) -> None:
    """A value that is none of its kind is refused, and the text of the refusal does not hold it."""
    with pytest.raises(InputError) as refusal:
        normalise_one(KINDS[kind], raw)
    assert raw not in str(refusal.value)


@pytest.mark.parametrize("normaliser", get_args(Normaliser))
@given(text=st.text(max_size=40))
def test_idempotent(normaliser: Normaliser, text: str) -> None:
    """Normalising a normalised value changes nothing."""
    kind = Kind("some", "Some", normaliser)
    (stored,), _ = normalise(kind, pl.Series([text]))
    if stored is not None:
        assert [list(found) for found in normalise(kind, pl.Series([stored]))] == [[stored], [None]]


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)).map(str))
def test_addresses_agree_with_the_library(text: str) -> None:
    """Any address gets the library's shortest form, IPv4 where it is IPv4."""
    address = ipaddress.ip_address(text)
    mapped = getattr(address, "ipv4_mapped", None)
    assert normalise_one(KINDS["ip"], text.upper()) == str(mapped or address)


SPECIAL = [f"a@{prefix}{name}" for name in email_validator.SPECIAL_USE_DOMAIN_NAMES for prefix in ("", "x.", "x")]
PLAIN_EMAILS = st.from_regex(_PLAIN["email"].removesuffix("$"), fullmatch=True)


@given(st.one_of(st.emails(), PLAIN_EMAILS, st.sampled_from(SPECIAL)))
def test_emails_agree_with_the_library(text: str) -> None:
    """The fast way and the library accept the same addresses and give the same form."""
    try:
        expected = email_validator.validate_email(text, check_deliverability=False).normalized.lower()
    except email_validator.EmailNotValidError:
        expected = None
    assert normalise(KINDS["email"], pl.Series([text]))[0].to_list() == [expected]


@pytest.mark.parametrize("normaliser", get_args(Normaliser))
@given(text=st.one_of(st.text(st.characters(max_codepoint=0x17F), max_size=20), st.from_regex(_PLAIN["ip"])))
def test_the_fast_way_is_the_rule(normaliser: Normaliser, text: str) -> None:
    """Where the fast way gives a form, the rule gives the same."""
    (fast,) = FAST[normaliser](pl.Series([text]))
    if fast is not None:
        try:
            assert RULES[normaliser](text) == fast
        except Refused:
            pytest.fail("the rule refuses what the fast way takes")
