"""A networkx graph in the making: accounts, identifiers, and the uses between them.

Nodes are ``("account", id)`` and ``(kind, id)``, so no identifier is taken for an account that is spelt alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from linkage import queries
from linkage.engine.kinds import read_kinds
from linkage.engine.render import instant
from linkage.errors import MissingExtra
from linkage.model.kind import Kind
from linkage.store.base import GraphStore

AT_ONCE = 1_000
"""Accounts or identifiers asked for in one question."""


@dataclass(frozen=True, slots=True)
class Use:
    """One account's use of one identifier; times in epoch milliseconds."""

    account: str
    kind: Kind
    ref: str
    value: str
    first_seen: int
    last_seen: int
    count: int


class Drawing:
    """A ``networkx.Graph`` filled from a store.

    Raises
    ------
    MissingExtra
        networkx is not installed.
    """

    def __init__(self, store: GraphStore, about: Mapping[str, Any]) -> None:
        try:
            import networkx  # noqa: PLC0415  an optional extra
        except ImportError:
            raise MissingExtra("networkx", "networkx") from None
        self.graph = networkx.Graph(**about)
        self.kinds = read_kinds(store)
        self._store = store

    def add_accounts(self, more: Mapping[str, Mapping[str, Any]]) -> None:
        """Add accounts with all their properties, and what else is known of each, in the order given."""
        properties: dict[str, dict[str, Any]] = {}
        for some in batches(list(more)):
            for page in self._store.pages(queries.load("export_accounts_by_ids"), {"accounts": some}):
                properties |= dict(zip(page["ids"], page["properties"], strict=True))
        for account, known in more.items():
            self.graph.add_node(("account", account), **{**properties.get(account, {}), "kind": "account", **known})

    def add_identifier(self, kind: Kind, value: str, ref: str, accounts: int) -> None:
        """Add an identifier that this many accounts used in all."""
        self.graph.add_node((kind.name, value), kind=kind.name, id=value, ref=ref, accounts=accounts)

    def add_uses(self, uses: Iterable[Use]) -> None:
        """Add those uses whose both ends are there."""
        for use in uses:
            account, identifier = ("account", use.account), (use.kind.name, use.value)
            if account in self.graph and identifier in self.graph:
                first_seen, last_seen = instant(use.first_seen), instant(use.last_seen)
                self.graph.add_edge(account, identifier, first_seen=first_seen, last_seen=last_seen, count=use.count)

    def uses(self, accounts: Sequence[str]) -> Iterator[Use]:
        """Yield the uses of these accounts, by account, kind and value."""
        query = queries.load("export_uses_by_accounts")
        for some in batches(accounts):
            for page in self._store.pages(query, {"accounts": some}):
                columns = (page[name] for name in ("accounts", "labels", "values", "refs", "first", "latest", "counts"))
                for account, label, value, ref, first, latest, count in sorted(zip(*columns, strict=True)):
                    yield Use(account, self.kinds.by_label(label), ref, value, first, latest, count)


def batches(names: Sequence[str]) -> Iterator[list[str]]:
    """Yield the names in order, ``AT_ONCE`` at a time."""
    for start in range(0, len(names), AT_ONCE):
        yield list(names[start : start + AT_ONCE])
