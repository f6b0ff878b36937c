"""A world while it is being drawn: accounts by number, identifiers by key, everything in columns.

Nothing here is text yet. An account is a number below ``size``, an identifier a 64-bit key of its kind; ``values`` and
``tables`` turn them into what a platform would have logged.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

DAY = 86_400
END = 1_782_864_000
"""2026-07-01T00:00:00Z: where every world ends, in epoch seconds."""

DEVICE, IP, PAYMENT, EMAIL, PHONE, COOKIE, ADDRESS, API_CLIENT = range(8)
KINDS = ("device", "ip", "payment", "email", "phone", "cookie", "address", "api_client")
PLANS = ("free", "pro", "team", "enterprise", "edu")
FREE, PRO, TEAM, ENTERPRISE, EDU = range(5)

RING_KINDS = ("", "hydra", "lazy", "careful", "mid", "rotating", "camouflage")
CROWDS = (
    "",
    "household",
    "cgnat",
    "ip_lease",
    "second_hand",
    "office",
    "corporate_card",
    "campus",
    "agency",
    "dev_team",
    "vpn",
    "cafe",
    "collision",
    "burst",
    "template",
    "cron",
)

NETWORKS = 61 * 256
"""/24 networks below second octet 61: clear of the shared block 100.64.0.0/10."""

POPULAR = 400
"""Fingerprints below this number are templates that everybody may use."""


@dataclass(frozen=True, slots=True)
class Homes:
    """Home connections: up to three addresses each, one after the other.

    Parameters
    ----------
    address
        Address keys, shape (n, 3).
    cut
        Epoch seconds between which each address holds, shape (n, 4), not falling.
    """

    address: Ints
    cut: Ints


@dataclass(frozen=True, slots=True)
class Columns:
    """What was drawn of one sort of thing, as equally long columns."""

    account: Ints
    value: Ints
    start: Ints
    end: Ints
    amount: Floats


class Pile:
    """Columns that grow by appending and are joined once."""

    def __init__(self) -> None:
        self._parts: list[Columns] = []

    def add(
        self, account: Ints, value: npt.ArrayLike, start: npt.ArrayLike, end: npt.ArrayLike, amount: npt.ArrayLike
    ) -> None:
        """Append rows; single values are repeated for every account."""
        shape = account.shape
        self._parts.append(
            Columns(
                account,
                np.broadcast_to(np.asarray(value, dtype=np.int64), shape),
                np.broadcast_to(np.asarray(start, dtype=np.int64), shape),
                np.broadcast_to(np.asarray(end, dtype=np.int64), shape),
                np.broadcast_to(np.asarray(amount, dtype=np.float64), shape),
            )
        )

    def joined(self) -> Columns:
        """Return all rows in the order they were added."""
        if not self._parts:
            none = np.empty(0, dtype=np.int64)
            return Columns(none, none, none, none, np.empty(0))
        return Columns(
            np.concatenate([p.account for p in self._parts]),
            np.concatenate([p.value for p in self._parts]),
            np.concatenate([p.start for p in self._parts]),
            np.concatenate([p.end for p in self._parts]),
            np.concatenate([p.amount for p in self._parts]),
        )


class Draft:
    """The world under the pen.

    Parameters
    ----------
    rng
        The only source of chance.
    size
        Accounts of the finished world.
    days
        Length of the observed window, which ends at ``END``.
    difficulty
        0 to 1: how well rings hide and how much innocents share.
    """

    def __init__(self, rng: np.random.Generator, size: int, days: int, difficulty: float) -> None:
        self.rng = rng
        self.size = size
        self.difficulty = difficulty
        self.start = END - days * DAY
        self.end = END
        self.taken = 0
        self.created = np.full(size, self.start, dtype=np.int64)
        self.dies = np.full(size, END, dtype=np.int64)
        self.banned = np.zeros(size, dtype=np.bool_)
        self.verified = np.zeros(size, dtype=np.bool_)
        self.plan = np.zeros(size, dtype=np.int8)
        self.org = np.full(size, -1, dtype=np.int64)
        self.ring = np.full(size, -1, dtype=np.int64)
        self.ring_kind = np.zeros(size, dtype=np.int8)
        self.campaign = np.full(size, -1, dtype=np.int64)
        self.crowd = np.zeros(size, dtype=np.int8)
        self.pace = np.ones(size)
        self.noon = rng.integers(0, DAY, size)
        self.stays = Pile()
        self.devices = Pile()
        self.marks = {kind: Pile() for kind in (PAYMENT, EMAIL, PHONE, ADDRESS, API_CLIENT)}
        self.acts = Pile()
        self.orgs: list[tuple[str, int]] = []
        self.domains: list[str] = []
        self.homes: list[Homes] = []
        self.busy: list[Ints] = []
        self.machines: list[Ints] = []
        self.copied: list[int] = []
        self.rings = 0
        self.campaigns = 0
        self._rentable: tuple[Ints, Ints, Ints] | None = None
        self._networks: dict[int, int] = {}
        self._minted = 1
        self._fingerprints = POPULAR

    def blend(self, easy: float, hard: float) -> float:
        """Return the value between easy and hard that this world's difficulty asks for."""
        return easy + (hard - easy) * self.difficulty

    def take(self, count: int) -> Ints:
        """Return the numbers of the next accounts nobody has drawn yet."""
        self.taken += count
        return np.arange(self.taken - count, self.taken, dtype=np.int64)

    def mint(self, count: int) -> Ints:
        """Return keys no identifier has yet."""
        self._minted += count
        return np.arange(self._minted - count, self._minted, dtype=np.int64)

    def networks(self, octet: int, count: int) -> Ints:
        """Return /24 networks under a first octet, each handed out once; 15,616 of them, then they begin again."""
        first = self._networks.get(octet, int(self.rng.integers(0, NETWORKS)))
        self._networks[octet] = first + count
        place = np.arange(first, first + count, dtype=np.int64) * 7919 % NETWORKS
        return np.asarray((octet << 16) + place)

    def fingerprints(self, count: int) -> Ints:
        """Return fingerprints nobody uses yet."""
        self._fingerprints += count
        return np.arange(self._fingerprints - count, self._fingerprints, dtype=np.int64)

    def rentable(self) -> tuple[Ints, Ints, Ints]:
        """Return home addresses that last a quarter of the window, with their start and end; worked out once."""
        if self._rentable is None:
            address = np.concatenate([h.address.ravel() for h in self.homes])
            start = np.concatenate([h.cut[:, :-1].ravel() for h in self.homes])
            end = np.concatenate([h.cut[:, 1:].ravel() for h in self.homes])
            lasting = end - start > (self.end - self.start) // 4
            self._rentable = address[lasting], start[lasting], end[lasting]
        return self._rentable

    def born(self, accounts: Ints) -> Ints:
        """Return when each account can first be seen: its creation, or the start of the window."""
        return np.maximum(self.created[accounts], self.start)

    def chance(self, accounts: Ints, probability: float) -> Ints:
        """Return the accounts for which a coin of this probability fell heads."""
        return accounts[self.rng.random(len(accounts)) < probability]

    def stay(
        self, accounts: Ints, address: npt.ArrayLike, start: npt.ArrayLike, end: npt.ArrayLike, sessions: npt.ArrayLike
    ) -> None:
        """Let accounts log in from addresses between start and end, about so many sessions each."""
        self.stays.add(accounts, address, start, end, sessions)

    def visit(self, accounts: Ints, address: npt.ArrayLike, sessions: npt.ArrayLike) -> None:
        """Let accounts log in from addresses at any time of the window."""
        self.stays.add(accounts, address, self.start, self.end, sessions)

    def hold(self, accounts: Ints, device: npt.ArrayLike, weight: npt.ArrayLike = 1.0) -> None:
        """Let accounts use devices at any time of the window; heavier ones more often."""
        self.devices.add(accounts, device, self.start, self.end, weight)

    def mark(self, kind: int, accounts: Ints, value: npt.ArrayLike, times: npt.ArrayLike = 1.0) -> None:
        """Let accounts show a card, an address or another thing about so many times, once at least."""
        self.marks[kind].add(accounts, value, self.start, self.end, times)

    def act(self, accounts: Ints, fingerprint: npt.ArrayLike, at: Ints) -> None:
        """Let accounts act at given times; what falls outside an account's life is dropped."""
        self.acts.add(accounts, fingerprint, at, at, 1.0)

    def found(self, name: str, domain: int) -> int:
        """Return the number of a new organisation with its mail domain."""
        self.orgs.append((name, domain))
        return len(self.orgs) - 1

    def domain(self, name: str) -> int:
        """Return the number of a new mail domain, counted after the public providers."""
        self.domains.append(name)
        return len(self.domains) - 1

    def times(self, accounts: Ints, start: npt.ArrayLike, end: npt.ArrayLike) -> Ints:
        """Return one time each in [start, end), mostly around the account's own noon."""
        start, end = np.asarray(start, dtype=np.int64), np.asarray(end, dtype=np.int64)
        even = start + (self.rng.random(len(accounts)) * (end - start)).astype(np.int64)
        of_day = (self.noon[accounts] + self.rng.normal(0, 4 * 3600, len(accounts)).astype(np.int64)) % DAY
        shaped = even - even % DAY + of_day
        return np.asarray(np.where((shaped >= start) & (shaped < end), shaped, even))
