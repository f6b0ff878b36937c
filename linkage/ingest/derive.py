"""Compute the identifiers that a value implies: what the values of many accounts may share though none is shared.

=======  =============================================================================================================
network  Of an IP address: its /24 (IPv4) or /48 (IPv6): what addresses handed out side by side have in common.
issuer   Of a card: the issuer's number (BIN), where the value shows it. A whole number (12 to 19 digits; spaces and
         hyphens between them do not count) gives its first 8; one that is cut or masked (``411111******1111``,
         ``411111-tok``) or named (``bin:411111``, ``card_411111_tok``) gives the 6 to 8 digits that it shows. Unless
         named by ``bin`` or ``iin``, they must begin as payment cards do (22 to 27, 3 to 6). Other tokens give none:
         digits at the front of a random or counted token are no issuer.
domain   Of an e-mail address: what follows the ``@``.
pattern  Of an e-mail address: how it is made. A run of letters becomes ``a`` however long it is, since names differ in
         length; a digit becomes ``9``, so that the length of a number stays, since whoever makes addresses in bulk
         takes numbers of one length; separators and the domain stay: ``ines.gomez57@x.org`` is ``a.a99@x.org``. With
         the domain it is rarer than either alone.
=======  =============================================================================================================

The input is normalised values of the kind the rule fits (``linkage.model.kind.FITS``); the cost is a few regular
expressions over each column.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping

import polars as pl

from linkage.model.kind import Kind

NETWORK_BYTES = 6
"""Bytes of a /48."""

_NO_ZEROS = "^((?:[1-9a-f][0-9a-f]{0,3}:){2}[1-9a-f][0-9a-f]{0,3}):"
"""An IPv6 address in its shortest form whose first 48 bits have no group of zeros: they stay as they are written."""

_IIN = "(?:2[2-7]|[3-6][0-9])"
_NAMED = r"(?i)^(?:bin|iin)[:=_/. -]?([0-9]{6,8})(?:[^0-9a-z]|$)"
_TITLE = r"(?i)^(?:card|cc|pan)[:=_/. -]"
_SPACED = r"^[0-9][0-9 -]{5,}(?:[*#•xX]|$)"
_WHOLE = f"^({_IIN}[0-9]{{6}})[0-9]{{4,11}}$"
_SHOWN = f"^({_IIN}[0-9]{{4,6}})(?:[*#•._:/| -]|[xX]{{2}})"
_UUID = "(?i)^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-"


def derive(kind: Kind, values: pl.Series) -> pl.Series:
    """Return the derived value of each value, null where it implies none; shape (n,)."""
    return RULES[kind.derivation](values.cast(pl.String))


def _network(values: pl.Series) -> pl.Series:
    found = values.str.extract(r"^([0-9]+\.[0-9]+\.[0-9]+)\.[0-9]+$") + ".0/24"
    found = found.zip_with(found.is_not_null(), values.str.extract(_NO_ZEROS) + "::/48")
    six = values.str.contains(":", literal=True) & found.is_null()
    networks = pl.Series([_network_of_six(text) for text in values.filter(six)], dtype=pl.String)
    return found.scatter(six.arg_true(), networks) if len(networks) else found


def _network_of_six(address: str) -> str:
    first = socket.inet_pton(socket.AF_INET6, address)[:NETWORK_BYTES]
    return socket.inet_ntop(socket.AF_INET6, first + bytes(16 - NETWORK_BYTES)) + "/48"


def _issuer(values: pl.Series) -> pl.Series:
    bare = values.str.replace(_TITLE, "")
    frame = pl.DataFrame({"value": values, "bare": bare, "joined": bare.str.replace_all("[ -]", "")})
    number = pl.when(pl.col("bare").str.contains(_SPACED)).then("joined").otherwise("bare")
    shown = pl.when(~pl.col("bare").str.contains(_UUID)).then(number.str.extract(_SHOWN))
    found = pl.coalesce(pl.col("value").str.extract(_NAMED), number.str.extract(_WHOLE), shown)
    return frame.select(found.alias("issuer")).to_series()


def _domain(values: pl.Series) -> pl.Series:
    return _at_the_last_sign(values)[1]


def _pattern(values: pl.Series) -> pl.Series:
    name, domain = _at_the_last_sign(values)
    return name.str.replace_all(r"[\p{L}\p{M}]+", "a").str.replace_all(r"\p{Nd}", "9") + "@" + domain


def _at_the_last_sign(values: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return what stands before and behind the last ``@``; the latter is null where nothing does."""
    name, domain = values.str.splitn("@", 2).struct.unnest()
    if not domain.str.contains("^$|@").any():
        return name, domain
    return values.str.extract(r"(?s)^(.*)@[^@]+$"), values.str.extract("@([^@]+)$")


RULES: Mapping[str, Callable[[pl.Series], pl.Series]] = {
    "network": _network,
    "issuer": _issuer,
    "domain": _domain,
    "pattern": _pattern,
}
