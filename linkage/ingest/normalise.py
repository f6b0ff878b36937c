"""Make two spellings of one value equal, by the rule of its kind.

=========  ==========================================================================================================
token      Unicode NFC, surrounding white space removed; case is kept: ``A1`` and ``a1`` are two devices.
text       Unicode NFKC, case folded, runs of white space become one space: for addresses and names.
ip         An IPv4 or IPv6 address in its shortest form; IPv4 inside IPv6 (``::ffff:…``) becomes IPv4. An address with a
           port, a prefix length or a zone (``%eth0``) is refused.
email      Syntax as ``email-validator`` checks it (no DNS), lower case; a ``+tag`` is kept.
phone      E.164; the number must say its country (``+`` or ``00`` in front). How long a number is in its country is not
           checked: a number made up for many sign-ups still ties them. An extension is dropped.
=========  ==========================================================================================================
"""

from __future__ import annotations

import ipaddress
import unicodedata
from collections.abc import Callable, Mapping

import email_validator
import phonenumbers
import polars as pl

from linkage.errors import InputError
from linkage.ingest.phones import is_e164
from linkage.model.kind import Kind, Normaliser


class Refused(ValueError):
    """The value is none of its kind; the text is the reason and never holds the value."""


def normalise_one(kind: Kind, raw: str) -> str:
    """Return the value as it is stored (before any pseudonym).

    Raises
    ------
    InputError
        It is no value of this kind.
    """
    try:
        return RULES[kind.normaliser](raw)
    except Refused as refusal:
        raise InputError(f"that is no {kind.name}: {refusal}", "check the value") from None


def normalise(kind: Kind, values: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return the stored form of each value (null where it is refused) and the reason (null where it is not).

    Plain values take a fast way over whole columns; what it does not know takes the rule of the kind, one by one.

    Parameters
    ----------
    values
        Text without nulls; shape (n,), as the results.
    """
    stored = FAST[kind.normaliser](values)
    reasons = pl.repeat(None, len(values), dtype=pl.String, eager=True)
    rare = stored.is_null()
    if not rare.any():
        return stored, reasons
    rule = RULES[kind.normaliser]
    found = pl.DataFrame([_by_rule(rule, value) for value in values.filter(rare)], _BY_RULE, orient="row")
    places = rare.arg_true()
    return stored.scatter(places, found["stored"]), reasons.scatter(places, found["reason"])


def _by_rule(rule: Callable[[str], str], value: str) -> tuple[str | None, str | None]:
    try:
        return rule(value), None
    except Refused as refusal:
        return None, str(refusal)


def _token(raw: str) -> str:
    return unicodedata.normalize("NFC", raw.strip())


def _text(raw: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", raw).casefold()).split())


def _ip(raw: str) -> str:
    try:
        address = ipaddress.ip_address(raw.strip())
    except ValueError:
        raise Refused("not an IP address") from None
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id:
            raise Refused("an address of one link only (with a zone)")
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
    return str(address)


def _email(raw: str) -> str:
    try:
        return email_validator.validate_email(raw.strip(), check_deliverability=False).normalized.lower()
    except email_validator.EmailNotValidError:
        raise Refused("not an e-mail address") from None


def _phone(raw: str) -> str:
    text = raw.strip()
    text = "+" + text[2:] if text.startswith("00") else text
    try:
        number = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        raise Refused("not an international phone number") from None
    stored = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if not 8 <= len(stored) <= 16:
        raise Refused("not 7 to 15 digits")
    return str(stored)


_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_GROUP = "[1-9a-f][0-9a-f]{0,3}"
_ATOM = "[A-Za-z0-9_+-]+"
_LABEL = "[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*"
_BY_RULE = {"stored": pl.String, "reason": pl.String}
_PLAIN = {
    "ascii": r"^[!-~](?:[ -~]*[!-~])?$",
    "ip": rf"^{_OCTET}(?:\.{_OCTET}){{3}}$",
    "ipv6": rf"^{_GROUP}(?::{_GROUP}){{7}}$",
    "short ipv6": rf"^{_GROUP}(?::{_GROUP})*::(?:{_GROUP}(?::{_GROUP})*)?$",
    "email": rf"^{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.){{1,3}}[A-Za-z]{{2,12}}$",
    "long label": "[A-Za-z0-9-]{64}",
    "special": rf"(?i)[@.](?:{'|'.join(email_validator.SPECIAL_USE_DOMAIN_NAMES).replace('.', chr(92) + '.')})$",
}


def _only(values: pl.Series, good: pl.Series) -> pl.Series:
    return values.set(~good, None)


def _fast_token(values: pl.Series) -> pl.Series:
    return _only(values, values.str.contains(_PLAIN["ascii"]))


def _fast_text(values: pl.Series) -> pl.Series:
    return _only(values, values.str.contains(_PLAIN["ascii"])).str.to_lowercase().str.replace_all(" +", " ")


def _fast_ip(values: pl.Series) -> pl.Series:
    six = values.str.contains(_PLAIN["ipv6"])
    short = values.str.contains(_PLAIN["short ipv6"]) & (values.str.count_matches(":", literal=True) <= 6)
    return _only(values, values.str.contains(_PLAIN["ip"]) | six | short)


def _fast_email(values: pl.Series) -> pl.Series:
    plain = values.str.contains(_PLAIN["email"]) & ~values.str.contains(_PLAIN["special"])
    short = (values.str.find("@", literal=True) <= 64) & (values.str.len_bytes() <= 200)
    return _only(values, plain & short & ~values.str.contains(_PLAIN["long label"])).str.to_lowercase()


def _fast_phone(values: pl.Series) -> pl.Series:
    plain = is_e164(values) & values.str.len_bytes().is_between(8, 16)
    return _only(values, plain)


FAST: Mapping[Normaliser, Callable[[pl.Series], pl.Series]] = {
    "token": _fast_token,
    "text": _fast_text,
    "ip": _fast_ip,
    "email": _fast_email,
    "phone": _fast_phone,
}
RULES: Mapping[Normaliser, Callable[[str], str]] = {
    "token": _token,
    "text": _text,
    "ip": _ip,
    "email": _email,
    "phone": _phone,
}
