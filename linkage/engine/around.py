"""What is read around some accounts: which identifiers they used, how many accounts ever did, and who else when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from linkage import queries
from linkage.model.kind import Kinds
from linkage.store.base import GraphStore

DAY = 86_400_000

Identifier = tuple[str, str]
"""Kind and reference."""
Use = tuple[int, int]
"""First and last use, epoch milliseconds."""


class Around:
    """What was read so far.

    Parameters
    ----------
    store
        Where it is read.
    kinds
        The declared kinds; an identifier of another is not seen.
    """

    def __init__(self, store: GraphStore, kinds: Kinds) -> None:
        self._store = store
        self._kinds = kinds
        self._names = {kind.label: kind.name for kind in kinds.values()}
        self._of_account: dict[str, set[Identifier]] = {}
        self.uses: dict[Identifier, dict[str, Use]] = {}
        """Who used an identifier when, of those that were read."""
        self.users: dict[Identifier, int] = {}
        """How many accounts ever used an identifier."""

    def of(self, accounts: Iterable[str]) -> set[Identifier]:
        """Return the identifiers that these accounts used, as far as they were read."""
        return {one for account in accounts for one in self._of_account.get(account, ())}

    def read_identifiers(self, accounts: Iterable[str], shared_by: int = 1) -> None:
        """Read which identifiers these accounts used, of those that so many of them did, and when."""
        asked = sorted(set(accounts))
        params = {"accounts": asked, "shared_by": shared_by, "limit": len(asked)}
        for one, row in self._page("export_identifiers_by_accounts", params, "degrees"):
            self.users[one] = row["degrees"]
            for account in row["accounts"]:
                self._of_account.setdefault(account, set()).add(one)

    def read_users(self, accounts: Collection[str], identifiers: Collection[Identifier]) -> None:
        """Read everyone who used these identifiers of these accounts, and when."""
        refs = sorted(ref for _, ref in identifiers)
        params = {"accounts": sorted(set(accounts)), "refs": refs, "limit": len(refs)}
        for _ in self._page("export_users_by_accounts", params):
            pass

    def leases(self, one: Identifier) -> list[dict[str, Use]]:
        """Return the uses in one pair of hands each, in order; one lease for kinds that do not change hands."""
        days = self._kinds[one[0]].lease_days
        return _cut(self.uses[one], days * DAY) if days > 0 else [self.uses[one]]

    def _page(self, name: str, params: Mapping[str, Any], *more: str) -> Iterator[tuple[Identifier, dict[str, Any]]]:
        """Yield the rows of an export whose first page holds all of them, and keep the uses in them."""
        if not params["limit"]:
            return
        (page,) = self._store.run(queries.load(name), {**params, "after": ""})
        columns = ("labels", "refs", "accounts", "first", "latest", *more)
        for values in zip(*(page[column] for column in columns), strict=True):
            row = dict(zip(columns, values, strict=True))
            if row["labels"] in self._names:
                one = (self._names[row["labels"]], row["refs"])
                times = zip(row["first"], row["latest"], strict=True)
                self.uses.setdefault(one, {}).update(zip(row["accounts"], times, strict=True))
                yield one, row


def _cut(uses: Mapping[str, Use], gap: float) -> list[dict[str, Use]]:
    """Return the uses apart where, for longer than the gap in milliseconds, nobody used the identifier."""
    found: list[dict[str, Use]] = []
    until = 0
    for use, account in sorted((use, account) for account, use in uses.items()):
        if not found or use[0] - until > gap:
            found.append({})
            until = use[1]
        found[-1][account] = use
        until = max(until, use[1])
    return found
