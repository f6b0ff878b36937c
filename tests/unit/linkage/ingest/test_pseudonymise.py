"""Pseudonyms depend on key and kind, references on kind and stored id; both are the same for ever."""

from __future__ import annotations

import hashlib
import hmac

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from linkage.ingest.pseudonymise import fingerprint_of_key, pseudonym, pseudonyms, ref


def test_without_a_key_values_stay() -> None:
    """No key, no change."""
    assert pseudonym("ip", "192.0.2.1", "") == "192.0.2.1"
    assert pseudonyms("ip", pl.Series(["192.0.2.1"]), "").to_list() == ["192.0.2.1"]


def test_a_pseudonym_is_hmac_sha256_under_the_key_of_its_kind() -> None:
    """The construction is as documented, so that another program can compute it."""
    kind_key = hmac.new(b"secret", b"linkage kind ip", hashlib.sha256).digest()
    expected = hmac.new(kind_key, b"192.0.2.1", hashlib.sha256).hexdigest()
    assert pseudonym("ip", "192.0.2.1", "secret") == expected
    assert pseudonyms("ip", pl.Series(["192.0.2.1"]), "secret").to_list() == [expected]


@given(values=st.lists(st.text(max_size=200)), key=st.text(min_size=1, max_size=100))
def test_a_column_is_pseudonymised_as_each_value(values: list[str], key: str) -> None:
    """Of any length, in any script."""
    one_by_one = [pseudonym("ip", value, key) for value in values]
    assert pseudonyms("ip", pl.Series(values, dtype=pl.String), key).to_list() == one_by_one


def test_kinds_and_keys_do_not_meet() -> None:
    """The same value under another kind or key is another pseudonym."""
    made = {pseudonym(kind, "x", key) for kind in ("ip", "device") for key in ("one", "two")}
    assert len(made) == 4


def test_references_are_fixed() -> None:
    """A reference is blake2b-128 of kind and id."""
    assert ref("ip", "192.0.2.1") == hashlib.blake2b(b"ip\x00" + b"192.0.2.1", digest_size=16).hexdigest()


def test_the_fingerprint_of_a_key_is_not_the_key() -> None:
    """Keys have different fingerprints, which do not hold them."""
    assert fingerprint_of_key("one") != fingerprint_of_key("two")
    assert "one" not in fingerprint_of_key("one")
    assert fingerprint_of_key("") == "none"
