"""The journal: which accounts each load changed, written with the change, so that not all is read again."""

from __future__ import annotations

import secrets
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from linkage import queries
from linkage.store.base import GraphStore, Transaction

ENTRIES_A_PAGE = 10_000
DETAILS_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Stamp:
    """A state of the accounts, identifiers and activity in a store: equal stamps, equal state.

    Parameters
    ----------
    mark
        The store's mark; empty where nobody can tell what was written to it.
    changes
        The journal's entries.
    """

    mark: str
    changes: frozenset[str]

    def leads_to(self, other: Stamp) -> bool:
        """Tell whether the journal has all that was written between this state and the other."""
        return bool(self.mark) and self.mark == other.mark and self.changes <= other.changes


@dataclass(frozen=True, slots=True)
class Changed:
    """What some entries of the journal say.

    Parameters
    ----------
    accounts
        Ids of accounts of which something new is known, in order.
    refs
        References of identifiers that imply a derived one they did not imply before, in order.
    """

    accounts: list[str]
    refs: list[str]


def note(transaction: Transaction, accounts: Sequence[str] = (), refs: Sequence[str] = ()) -> None:
    """Write down what this transaction changes."""
    entry = {"id": f"{time.time_ns():020d}-{secrets.token_hex(4)}", "accounts": list(accounts), "refs": list(refs)}
    transaction.run(queries.load("create_change"), entry)


def stamp(store: GraphStore) -> Stamp:
    """Return the state that the store is in."""
    mark = store.mark()
    pages = store.pages(queries.load("export_changes"), {"limit": ENTRIES_A_PAGE})
    return Stamp(mark, frozenset(change for page in pages for change in page["changes"]))


def changed(store: GraphStore, changes: Collection[str]) -> Changed:
    """Return what these entries say, all together."""
    params = {"changes": sorted(changes), "limit": DETAILS_A_PAGE}
    accounts: set[str] = set()
    refs: set[str] = set()
    for page in store.pages(queries.load("export_changed"), params):
        accounts.update(*page["accounts"])
        refs.update(*page["refs"])
    return Changed(sorted(accounts), sorted(refs))
