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
from collections.abc import Callable, Iterable, Mapping

import email_validator
import phonenumbers

from linkage.errors import InputError
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


def normalise(kind: Kind, values: Iterable[str]) -> tuple[list[str | None], list[str | None]]:
    """Return the stored form of each value, or None, and the reason where it is None."""
    rule = RULES[kind.normaliser]
    stored: list[str | None] = []
    reasons: list[str | None] = []
    for value in values:
        try:
            stored.append(rule(value))
            reasons.append(None)
        except Refused as refusal:
            stored.append(None)
            reasons.append(str(refusal))
    return stored, reasons


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


RULES: Mapping[Normaliser, Callable[[str], str]] = {
    "token": _token,
    "text": _text,
    "ip": _ip,
    "email": _email,
    "phone": _phone,
}
