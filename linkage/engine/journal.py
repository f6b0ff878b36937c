"""The journal: which accounts each load changed, written with the change, so that not all is read again.

Entries are read with every question of what has changed, so their number has an end: a load deletes what is older than
a week and not among the latest thousands, and leaves a *stump*, an entry that says up to which. Who has read what is
gone is not held up by it; who cannot be sure of that reads all.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from linkage import queries
from linkage.store.base import GraphStore, Transaction

ENTRIES_A_PAGE = 10_000
DETAILS_A_PAGE = 100
DAY = 86_400 * 10**9
"""Nanoseconds. No transaction takes as long, and no two clocks are as far apart."""
KEPT_DAYS = 7
KEPT = 5_000
"""So many entries stay, however old."""
_FIRST = f"{1:020d}"
"""The ids of stumps are smaller, those of entries greater."""


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
        """Tell whether the journal has all that was written between this state and the other.

        Where entries have gone since, this state must have seen one that is a day younger than all of them: whatever
        was written after it is then younger than what is gone, too.
        """
        if not self.mark or self.mark != other.mark:
            return False
        stumps = {entry for entry in other.changes if entry < _FIRST}
        if stumps <= self.changes:
            return self.changes <= other.changes
        gone = max(written(entry) for entry in stumps)
        younger = {entry for entry in self.changes if entry >= _FIRST and written(entry) > gone}
        return younger <= other.changes and max(map(written, younger), default=0) >= gone + DAY


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
    entry = {"id": _id(time.time_ns()), "accounts": list(accounts), "refs": list(refs)}
    transaction.run(queries.load("create_change"), entry)


def prune(store: GraphStore) -> int:
    """Delete entries that are old and not among the latest, and return how many."""
    delete = queries.load("delete_changes")
    old = {"after": _FIRST, "before": _id(time.time_ns() - KEPT_DAYS * DAY), "keep": KEPT}
    stumps = {"after": "", "before": _FIRST, "keep": 0}

    def work(transaction: Transaction) -> int:
        deleted: list[str] = transaction.run(delete, old)[0]["deleted"]
        if deleted:
            transaction.run(delete, stumps)
            stump = {"id": f"{0:020d}-{max(deleted)}", "accounts": [], "refs": []}
            transaction.run(queries.load("create_change"), stump)
        return len(deleted)

    return store.execute(work, journaled=True)


def stamp(store: GraphStore) -> Stamp:
    """Return the state that the store is in."""
    mark = store.mark()
    pages = store.pages(queries.load("export_changes"), {"limit": ENTRIES_A_PAGE})
    return Stamp(mark, frozenset(change for page in pages for change in page["changes"]))


def _id(at: int) -> str:
    """Return a new entry's id: in the order of time, in nanoseconds."""
    return f"{at:020d}-{secrets.token_hex(4)}"


def written(entry: str) -> int:
    """Return when an entry was written, of a stump the latest of those that it stands for."""
    return int(entry.removeprefix(f"{0:020d}-").partition("-")[0])


def changed(store: GraphStore, changes: Collection[str]) -> Changed:
    """Return what these entries say, all together."""
    params = {"changes": sorted(changes), "limit": DETAILS_A_PAGE}
    accounts: set[str] = set()
    refs: set[str] = set()
    for page in store.pages(queries.load("export_changed"), params):
        accounts.update(*page["accounts"])
        refs.update(*page["refs"])
    return Changed(sorted(accounts), sorted(refs))
