"""Find the best path of evidence between two accounts: read what is around them, take the most certain way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from linkage import queries
from linkage.engine.held import read_held
from linkage.engine.kinds import read_kinds
from linkage.errors import NotFound
from linkage.evidence.corroboration import HALF, SURE, Calibration
from linkage.evidence.paths import Hub, Key, Shared, Why, describe
from linkage.evidence.signals import BUCKETS
from linkage.evidence.weigh import SAYS_NOTHING
from linkage.model.kind import Kinds
from linkage.store.base import GraphStore

ROUNDS = 2
"""How often each side's accounts are asked what they used: both meet after six hops, which is three identifiers."""
MOST_USERS = 2000
"""An identifier with more users is a hub: named, not followed."""
MOST_ACCOUNTS = 4000
"""Accounts a side looks at; those behind the most certain identifiers first."""
A_PAGE = 1000
NAMED = 10
"""Hubs named in an answer."""

Identifier = tuple[str, str]
"""Kind and reference."""


class _Use(NamedTuple):
    first: int
    last: int
    account: str


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
    Reads at most a few thousand accounts a side. Observed identifiers only: what accounts do alike and what is derived
    ties many, and is no step of a path.
    """
    for one in (account, other):
        if not store.run(queries.load("get_account"), {"account": one, "limit": 1}):
            raise NotFound("there is no such account", "check the ids; ids are compared exactly")
    around = _Surroundings(store, read_kinds(store), read_held(store).calibration)
    if account == other:
        return describe(account, other, {}, [])
    reached = [around.explore(one) for one in (account, other)]
    met = [one for one in reached[0] & reached[1] if around.users[one] >= 2 and not around.telling(one)]
    hubs = [Hub(*one, around.users[one]) for one in met]
    hubs.sort(key=lambda hub: (-hub.users, hub.kind, hub.ref))
    return describe(account, other, around.shared(), hubs[:NAMED], complete=around.complete)


class _Surroundings:
    """What was read around the two accounts so far."""

    def __init__(self, store: GraphStore, kinds: Kinds, calibration: Calibration) -> None:
        self._store = store
        self._kinds = kinds
        self._calibration = calibration
        self._labels = {kind.label: kind.name for kind in kinds.values()}
        self._of_account: dict[str, set[Identifier]] = {}
        self._uses: dict[Identifier, list[_Use]] = {}
        self._accounts: dict[Identifier, tuple[str, ...]] = {}
        self.users: dict[Identifier, int] = {}
        self.complete = True

    def explore(self, start: str) -> set[Identifier]:
        """Read breadth-first from an account and return the identifiers that were reached."""
        seen, reached, front = {start}, set[Identifier](), [start]
        for turn in range(ROUNDS):
            self._read_uses(front)
            met = {one for account in front for one in self._of_account.get(account, ())} - reached
            reached |= met
            self._read_users(met)
            if turn + 1 < ROUNDS:
                front = self._behind(met, seen)
                seen |= set(front)
        return reached

    def telling(self, one: Identifier) -> bool:
        """Tell whether sharing an identifier says anything, and few enough do."""
        return self.users.get(one, 0) <= MOST_USERS and self.share(one) >= SAYS_NOTHING

    def share(self, one: Identifier) -> float:
        """Return how likely two users of an identifier belong together: what its kind and number of users say."""
        kind, users = one[0], self.users.get(one, 0)
        if users < 2 or kind not in self._calibration.kinds:
            return 0.0
        bucket = min(users.bit_length() - 1, BUCKETS - 1)
        learnt = float(self._calibration.share[-1][self._calibration.kinds.index(kind), bucket])
        above = max(learnt - float(self._calibration.chance[-1]), 0.0)
        return min(above / (above + HALF), SURE)

    def shared(self) -> dict[Key, Shared]:
        """Return the leases that two accounts at least share, of identifiers that say something."""
        found = {}
        for one, uses in self._uses.items():
            if len(uses) >= 2 and self.telling(one):
                for number, lease in enumerate(_leases(uses, self._kinds[one[0]].lease_days)):
                    when = {use.account: (_time(use.first), _time(use.last)) for use in lease}
                    found[one[0], one[1], number] = Shared(self.users[one], self.share(one), when)
        return found

    def _behind(self, identifiers: Collection[Identifier], seen: Collection[str]) -> list[str]:
        """Return the accounts behind these identifiers, the most certain first, as many as a side looks at."""
        ordered = sorted((one for one in identifiers if self.telling(one)), key=lambda one: (-self.share(one), one))
        found = dict.fromkeys(a for one in ordered for a in self._accounts.get(one, ()) if a not in seen)
        self.complete &= len(found) <= MOST_ACCOUNTS
        return list(found)[:MOST_ACCOUNTS]

    def _read_uses(self, accounts: Iterable[str]) -> None:
        asked = sorted(set(accounts) - set(self._of_account))
        self._of_account.update({account: set() for account in asked})
        params = {"accounts": asked, "limit": A_PAGE}
        for page in self._store.pages(queries.load("export_uses_by_accounts"), params):
            columns = (page[name] for name in ("accounts", "labels", "refs", "first", "latest"))
            for account, label, ref, first, last in zip(*columns, strict=True):
                if label in self._labels:
                    one = (self._labels[label], ref)
                    self._of_account[account].add(one)
                    self._uses.setdefault(one, []).append(_Use(first, last, account))

    def _read_users(self, identifiers: Collection[Identifier]) -> None:
        by_kind: dict[str, list[str]] = {}
        for kind, ref in sorted(set(identifiers) - set(self.users)):
            by_kind.setdefault(kind, []).append(ref)
        for kind, refs in by_kind.items():
            query = queries.load("export_users_by_refs", self._kinds[kind])
            for page in self._store.pages(query, {"refs": refs, "max_degree": MOST_USERS, "limit": A_PAGE}):
                self._keep(kind, page)

    def _keep(self, kind: str, page: Mapping[str, list[object]]) -> None:
        for ref, users, accounts in zip(page["refs"], page["degrees"], page["users"], strict=True):
            self.users[kind, str(ref)] = int(str(users))
            self._accounts[kind, str(ref)] = tuple(map(str, accounts if isinstance(accounts, list) else ()))


def _leases(uses: Iterable[_Use], days: float) -> list[list[_Use]]:
    """Return the uses in one pair of hands each; one lease for kinds that do not change hands."""
    found: list[list[_Use]] = []
    until = 0
    for use in sorted(uses):
        if not found or (days > 0 and use.first - until > days * 86_400_000):
            found.append([])
            until = use.last
        found[-1].append(use)
        until = max(until, use.last)
    return found


def _time(ms: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
