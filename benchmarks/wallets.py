"""Accounts and the wallets they share, as a public ledger shows them: no labels, hardly a time, exchanges unmarked.

Rings of 5 to 200 accounts are chained through one to three wallets of their own, a part of their members through
nothing but an exchange; some rings have a wallet in common with another ring, or with strangers. Most innocents have
exchanges in common and nothing else; some share a wallet with a friend, and some use small services that nobody has
listed. The list of hubs, as people would curate it by hand, is the generator's own truth: every large exchange and half
of the small services.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.baselines.parts import parts_over, said, uses_of
from benchmarks.frames import Rows
from linkage.evaluate.case import Said
from linkage.ingest.pseudonymise import ref
from linkage.model.entity_graph import EntityGraph

KIND = "payment"
UNTIMED = 1_704_067_200.0
"""2024-01-01T00:00:00Z: what a table without times has in its place."""
YEAR = 365 * 86_400.0
TIMED = 0.2
"""Rows whose time is known."""


class Ledger:
    """The world under the pen."""

    def __init__(self, accounts: int, seed: int) -> None:
        self.rng = np.random.default_rng([seed, accounts])
        self.rows = Rows()
        self.accounts = accounts
        self.exchanges = [self.name() for _ in range(max(6, accounts // 700))]
        self.services = [self.name() for _ in range(max(4, accounts // 400))]
        self.rings: list[str] = []

    def name(self, prefix: str = "0x") -> str:
        """Return an address of the ledger."""
        return prefix + self.rng.bytes(20).hex()

    def enter(self, ring: str | None) -> str:
        """Return a new account; nothing is known of it."""
        account = self.name()
        self.rows.accounts[account] = {"created_at": None}
        self.rows.truth[account] = (ring, "reported" if ring else None, None)
        return account

    def use(self, account: str, wallet: str, at: float) -> None:
        """Note that an account moved money through a wallet, mostly without saying when."""
        timed = self.rng.random() < TIMED
        self.rows.see(account, at if timed else UNTIMED, {KIND: wallet})

    def any_time(self) -> float:
        """Return a time in the year that is looked at."""
        return UNTIMED + self.rng.random() * YEAR

    def bystand(self, account: str) -> None:
        """Let an account use one to three exchanges, a few of them very popular, and now and then a small service."""
        share = 1 / (np.arange(len(self.exchanges)) + 1.5)
        for place in self.rng.choice(len(share), int(self.rng.integers(1, 4)), p=share / share.sum()):
            self.use(account, self.exchanges[place], self.any_time())
        if self.rng.random() < 0.05:
            self.use(account, self.services[int(len(self.services) * self.rng.random() ** 1.5)], self.any_time())


def write_wallets(out: Path, accounts: int, seed: int) -> None:
    """Write such a ledger, and beside it the list of hubs."""
    ledger = Ledger(accounts, seed)
    members = accounts * ledger.rng.uniform(0.14, 0.22)
    while len(ledger.rows.truth) < members:
        _ring(ledger, f"ring-{len(ledger.rows.truth)}")
    while len(ledger.rows.truth) < accounts:
        _innocents(ledger)
    ledger.rows.write(out)
    services = ledger.rng.choice(ledger.services, len(ledger.services) // 2, replace=False)
    _list_of(out).write_text("\n".join([*ledger.exchanges, *services]) + "\n")


def _list_of(out: Path) -> Path:
    return out.with_name(f"{out.name}.hubs.txt")


def _ring(ledger: Ledger, ring: str) -> None:
    """Draw a ring: each member on one of its wallets, a few on two, so that the wallets hang together."""
    rng = ledger.rng
    size = int(np.exp(rng.uniform(np.log(5), np.log(201))))
    wallets = [ledger.name() for _ in range(int(rng.integers(1, 4)))]
    if ledger.rings and rng.random() < 0.15:
        wallets[0] = str(rng.choice(ledger.rings))
    ledger.rings += wallets
    begin, loose = ledger.any_time(), rng.uniform(0, 0.6)
    for place in range(size):
        account = ledger.enter(ring)
        ledger.bystand(account)
        if rng.random() < loose:
            continue
        own, at = place * len(wallets) // size, begin + place * rng.exponential(3000)
        ledger.use(account, wallets[own], at)
        if rng.random() < 0.25:
            ledger.use(account, wallets[(own + 1) % len(wallets)], at + 600)


def _innocents(ledger: Ledger) -> None:
    """Draw one to three people, of whom some share a wallet, and a few once used one of a ring."""
    rng = ledger.rng
    together = ledger.name()
    for _ in range(int(rng.choice([1, 2, 3], p=[0.85, 0.12, 0.03]))):
        account = ledger.enter(None)
        ledger.bystand(account)
        ledger.use(account, together, ledger.any_time())
        if rng.random() < 0.04:
            ledger.use(account, ledger.rings[int(len(ledger.rings) * rng.random() ** 3)], ledger.any_time())


def without_listed(out: Path) -> Callable[[EntityGraph], Said]:
    """Return the baseline of the trade: components over wallets once the listed hubs are dropped."""
    listed = {ref(KIND, wallet) for wallet in _list_of(out).read_text().split()}

    def components(entities: EntityGraph) -> Said:
        hub = np.array([name in listed for name in entities.refs], bool)
        kept = uses_of(entities, (KIND,), 2, len(entities.accounts)) & ~hub[entities.uses.identifier]
        cluster = parts_over(entities.uses.account[kept], entities.uses.identifier[kept], len(entities.accounts))
        return said(cluster, np.bincount(cluster)[cluster] >= 5)

    return components
