"""The kinds of identifier, declared rather than coded.

To add a kind, add a line to ``BUILTIN`` below (or a ``[kinds.NAME]`` table to a mapping file) and a test. A kind is
observed, or derived: computed from the values of an observed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from linkage.errors import UsageError

Normaliser = Literal["token", "ip", "email", "phone", "text"]
Derivation = Literal["network", "issuer", "domain", "pattern"]

LABEL = re.compile(r"[A-Z][A-Za-z0-9]{0,40}")
NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
RESERVED = frozenset(
    {"Account", "Change", "Cluster", "Commits", "Decision", "Kind", "Ledger", "Moment", "Plan", "Run", "Setting"}
)
"""Labels of what is no identifier."""
BEHAVIOUR = frozenset({"fingerprint", "moment"})
"""Names of evidence that comes from activity; no kind of identifier may have one."""

FITS: Mapping[str, Normaliser] = {"network": "ip", "issuer": "token", "domain": "email", "pattern": "email"}
"""Of which values each derivation computes something: those that this normaliser made."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of identifier that accounts can share.

    Parameters
    ----------
    name
        How inputs, commands and answers call it: ``ip``.
    label
        The node label in the graph: ``IP``. One label per node.
    normaliser
        Which rule makes two spellings of one value equal (see ``linkage.ingest.normalise``).
    lease_days
        Days without use after which the value is taken to have changed hands; 0 means never.
    group
        Kinds of one group are not independent of each other: seeing two of them is one kind of evidence.
    derived_from
        The kind whose values it is computed from, which also gives its lease and group; empty for a kind that is
        observed.
    derivation
        The rule that computes it (see ``linkage.ingest.derive``); empty for a kind that is observed.
    """

    name: str
    label: str
    normaliser: Normaliser = "token"
    lease_days: float = 0.0
    group: str = ""
    derived_from: str = ""
    derivation: Derivation | Literal[""] = ""

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise UsageError(f"kind name {self.name!r} is not lower case letters, digits and _", "rename the kind")
        if not LABEL.fullmatch(self.label) or self.label in RESERVED:
            raise UsageError(f"label {self.label!r} of kind {self.name!r} is taken or not CamelCase", "choose another")
        if bool(self.derived_from) != (self.derivation in FITS):
            rules = ", ".join(FITS)
            raise UsageError(
                f"kind {self.name!r} is derived from a kind by a rule: it needs both", f"rules are {rules}"
            )
        if self.lease_days < 0:
            raise UsageError(f"lease_days of kind {self.name!r} is negative", "use 0 for no lease")
        if not self.group:
            object.__setattr__(self, "group", self.name)


BUILTIN = (
    Kind("device", "Device"),
    Kind("ip", "IP", "ip", lease_days=7, group="network"),
    Kind("payment", "Payment"),
    Kind("email", "Email", "email"),
    Kind("phone", "Phone", "phone", lease_days=90),
    Kind("cookie", "Cookie", group="device"),
    Kind("address", "Address", "text"),
    Kind("api_client", "ApiClient"),
    Kind("ip_network", "Network", derived_from="ip", derivation="network"),
    Kind("card_issuer", "CardIssuer", derived_from="payment", derivation="issuer"),
    Kind("email_domain", "EmailDomain", derived_from="email", derivation="domain"),
    Kind("email_pattern", "EmailPattern", derived_from="email", derivation="pattern"),
)


class Kinds(Mapping[str, Kind]):
    """The kinds in force, by name, in name order; a derived kind has the lease and group of the one it comes from.

    A built-in derived kind gives way where the declared kinds leave it no place: its label is taken, or its parent has
    other values now.

    Raises
    ------
    UsageError
        Two kinds share a label, or a declared kind has a name that is taken or cannot be derived as it says.
    """

    def __init__(self, declared: tuple[Kind, ...] = ()) -> None:
        given = {kind.name: kind for kind in declared}
        for name in sorted(BEHAVIOUR & given.keys()):
            raise UsageError(f"kind name {name!r} is that of evidence from activity", "rename the kind")
        merged = {k.name: k for k in BUILTIN if k.name in given or _has_place(k, given)} | given
        self._by_name = {name: _like_parent(merged[name], merged) for name in sorted(merged)}
        labels: dict[str, str] = {}
        for kind in self._by_name.values():
            if kind.label in labels:
                raise UsageError(
                    f"kinds {labels[kind.label]!r} and {kind.name!r} share the label {kind.label!r}",
                    "give each kind its own label",
                )
            labels[kind.label] = kind.name

    def __getitem__(self, name: str) -> Kind:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def derived_from(self, name: str) -> tuple[Kind, ...]:
        """Return the kinds that are computed from the values of this one, in name order."""
        return tuple(kind for kind in self._by_name.values() if kind.derived_from == name)

    def by_label(self, label: str) -> Kind:
        """Return the kind whose nodes carry this label.

        Raises
        ------
        KeyError
            No kind has this label.
        """
        for kind in self._by_name.values():
            if kind.label == label:
                return kind
        raise KeyError(label)


def _has_place(kind: Kind, given: Mapping[str, Kind]) -> bool:
    if not kind.derived_from:
        return True
    parent = given.get(kind.derived_from)
    fits = parent is None or (not parent.derived_from and parent.normaliser == FITS.get(kind.derivation))
    return fits and kind.label not in {other.label for other in given.values()}


def _like_parent(kind: Kind, kinds: Mapping[str, Kind]) -> Kind:
    if not kind.derived_from:
        return kind
    cause = why_not_derived(kind, kinds)
    if cause:
        raise UsageError(f"kind {kind.name!r} cannot be derived: {cause}", "derive it from another kind, or observe it")
    parent = kinds[kind.derived_from]
    return replace(kind, normaliser="text", lease_days=parent.lease_days, group=parent.group)


def why_not_derived(kind: Kind, kinds: Mapping[str, Kind]) -> str:
    """Return why a derived kind cannot be computed among these kinds; empty where it can."""
    parent = kinds.get(kind.derived_from)
    if parent is None:
        return f"there is no kind {kind.derived_from!r}"
    if parent.derived_from:
        return f"{parent.name!r} is itself derived from {parent.derived_from!r}"
    needed = FITS.get(kind.derivation)
    if parent.normaliser != needed:
        return f"the rule {kind.derivation!r} needs a kind of normaliser {needed!r}, not {parent.normaliser!r}"
    return ""
