"""Find the most certain path between two accounts: read around them only as far as a better one could still be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from math import inf

from linkage import queries
from linkage.engine.around import Around, Identifier, Use
from linkage.engine.held import read_held
from linkage.engine.kinds import read_kinds
from linkage.errors import NotFound
from linkage.evidence.paths import NO_WAYS, Hub, Key, Shared, Ways, Why, describe, two_ways
from linkage.evidence.worth import Worth
from linkage.store.base import GraphStore

MOST_ACCOUNTS = 250
"""Accounts a side looks at; those behind the most certain identifiers first."""
NAMED = 10
"""Hubs named in an answer."""
MARGIN = 1e-9
"""Costs that differ by less are equal: sums of the same numbers in another order."""


def why(store: GraphStore, account: str, other: str) -> Why:
    """Return the most certain path of shared identifiers between two accounts.

    Raises
    ------
    NotFound
        The store lacks one of the accounts.
    UsageError
        No run has left a calibration: nothing is known of what sharing means.
    StoreError
        The store failed.

    Notes
    -----
    Reads what the two used, then who else used that, then what these used; it stops where nothing further can better
    the path, or the one around its weakest step. At most ``MOST_ACCOUNTS`` accounts a side are looked at. Observed
    identifiers only: what accounts do alike and what is derived ties many, and is no step of a path.
    """
    around = Around(store, read_kinds(store))
    around.read_identifiers([account, other])
    for one in (account, other):
        if not around.of([one]) and not store.run(queries.load("get_account"), {"account": one, "limit": 1}):
            raise NotFound("there is no such account", "check the ids; ids are compared exactly")
    worth = Worth(read_held(store).calibration)
    if account == other:
        return describe(account, other, {}, NO_WAYS, [])
    return _Search(around, worth, (account, other)).answer()


class _Search:
    """A path from one account to the other, sought in ever more of what is around them."""

    def __init__(self, around: Around, worth: Worth, sides: tuple[str, str]) -> None:
        self._around = around
        self._worth = worth
        self._sides = sides
        self._near: tuple[list[str], list[str]] = ([], [])
        self._complete = True

    def answer(self) -> Why:
        """Return the best path, from as little as proves it."""
        shared, ways = self._found()
        for read, beyond in ((self._read_users, self._beyond_own), (self._read_neighbours, self._beyond_users)):
            if _is_proven(ways, shared, beyond):
                break
            read()
            shared, ways = self._found()
        return describe(*self._sides, shared, ways, self._hubs()[:NAMED], complete=self._complete)

    def _found(self) -> tuple[dict[Key, Shared], Ways]:
        """Return the leases that two accounts at least share, of what says something, and the ways over them."""
        shared = {}
        for one, uses in self._around.uses.items():
            if len(uses) >= 2 and self._is_telling(one):
                users = self._around.users[one]
                for number, lease in enumerate(self._around.leases(one)):
                    if len(lease) >= 2:
                        when = {account: _times(use) for account, use in lease.items()}
                        shared[*one, number] = Shared(users, self._worth.share(one[0], users), when)
        return shared, two_ways(shared, *self._sides)

    def _read_users(self) -> None:
        self._around.read_users(self._sides, [one for one in self._around.of(self._sides) if self._is_telling(one)])

    def _read_neighbours(self) -> None:
        self._near = (self._behind(self._sides[0]), self._behind(self._sides[1]))
        near, both = set(self._near[0]) | set(self._near[1]), set(self._near[0]) & set(self._near[1])
        self._around.read_identifiers(near | set(self._sides), shared_by=2)  # what one uses alone leads nowhere
        self._around.read_identifiers(both)  # but both sides may come to a hub over one account

    def _behind(self, side: str) -> list[str]:
        """Return the accounts that share something with a side, the most certain first, so many as are looked at."""
        telling = sorted((self._cost(one), one) for one in self._around.of([side]) if self._is_telling(one))
        found = dict.fromkeys(other for _, one in telling for other in sorted(self._around.uses[one]) if other != side)
        self._complete &= len(found) <= MOST_ACCOUNTS
        return list(found)[:MOST_ACCOUNTS]

    def _hubs(self) -> list[Hub]:
        """Return the identifiers that both sides came to and that say nothing, those with most users first."""
        reached = [self._around.of([side, *near]) for side, near in zip(self._sides, self._near, strict=True)]
        met = [one for one in reached[0] & reached[1] if self._around.users[one] >= 2 and not self._is_telling(one)]
        return sorted(
            (Hub(*one, self._around.users[one]) for one in met), key=lambda hub: (-hub.users, hub.kind, hub.ref)
        )

    def _beyond_own(self, left: dict[str, Identifier]) -> float:
        """Return the least cost of a path that is not known while only the two accounts' own uses are.

        It has two steps; or one, over what both used in leases that a third account may turn out to join.
        """
        both = self._around.of(self._sides[:1]) & self._around.of(self._sides[1:])
        apart = (self._cost(one) for one in both if len(self._around.leases(one)) > 1)
        return min(self._ends(left), min(apart, default=inf))

    def _beyond_users(self, left: dict[str, Identifier]) -> float:
        """Return the least cost of a path that is not known while no neighbour's uses are: it has three steps."""
        return self._ends(left) + self._worth.least

    def _ends(self, left: dict[str, Identifier]) -> float:
        """Return the least cost of a first and a last step, of each side without the identifier that is left out."""
        return sum(
            min((self._cost(one) for one in self._around.of([side]) if one != left.get(side)), default=inf)
            for side in self._sides
        )

    def _cost(self, one: Identifier) -> float:
        return self._worth.cost(one[0], self._around.users[one])

    def _is_telling(self, one: Identifier) -> bool:
        return self._worth.is_telling(one[0], self._around.users[one])


def _is_proven(ways: Ways, shared: dict[Key, Shared], beyond: Callable[[dict[str, Identifier]], float]) -> bool:
    """Tell whether no path that is not known betters the best one, nor the one around its weakest step.

    Parameters
    ----------
    beyond
        The least cost of a path that is not known, by what each side does without.
    """
    if ways.avoided is None or ways.cost >= beyond({}) - MARGIN:
        return False  # where no way is known, hubs are still to be met
    kind, ref, _ = ways.avoided
    least = beyond(dict.fromkeys(shared[ways.avoided].when, (kind, ref)))
    return least == inf or ways.cost_around < least - MARGIN


def _times(use: Use) -> tuple[datetime, datetime]:
    first, last = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms) for ms in use)
    return first, last
