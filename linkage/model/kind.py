"""The kinds of identifier, declared rather than coded.

To add a kind, add a line to ``BUILTIN`` below (or a ``[kinds.NAME]`` table to a mapping file) and a test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from linkage.errors import UsageError

Normaliser = Literal["token", "ip", "email", "phone", "text"]
Derivation = Literal["network", "issuer", "domain", "pattern"]

LABEL = re.compile(r"[A-Z][A-Za-z0-9]{0,40}")
NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
RESERVED = frozenset({"Account", "Cluster", "Run", "Kind", "Ledger", "Plan", "Decision", "Moment", "Setting"})


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
)


class Kinds(Mapping[str, Kind]):
    """The kinds in force, by name, in name order.

    Raises
    ------
    UsageError
        Two kinds share a label.
    """

    def __init__(self, declared: tuple[Kind, ...] = ()) -> None:
        merged = {k.name: k for k in (*BUILTIN, *declared)}
        self._by_name = {name: merged[name] for name in sorted(merged)}
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
