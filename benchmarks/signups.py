"""A small platform of 1,100 accounts in the shape of openbotrisk's experiment: identifiers noted once, at sign-up.

Three rings among 800 people in households: 60 accounts that share everything, 40 on 12 devices that act loosely
together, 50 that share nothing at all and act in step. An agency of 25 on one card and one office line, and 120 people
behind one carrier, are the innocents that look alike. What anyone does is a request for one of a few hundred common
targets, so no fingerprint belongs to a ring: only who comes back together tells. The 40 have a few tools of their own
in every second world.

The shape follows https://github.com/clearbranch/openbotrisk (experiment *identifier synchrony*); times, rates and
jitter are drawn anew for each seed, and every third seed knows no organisation and no verification.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.frames import Rows
from linkage.simulate.words import FIRST, LAST, PROVIDERS

DAY = 86_400.0
HOUR = 3600.0
START = 1_767_225_600.0
"""2026-01-01T00:00:00Z."""
DAYS = 120
HONEST, AGENCY, NAT = 925, 25, 120


Truth = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Wave:
    """When a ring acts together (epoch seconds), how often, how far apart and how exactly (seconds), and on what."""

    start: float
    count: int
    gap: float
    jitter: float
    share: float
    targets: list[str]


class Platform:
    """The world under the pen."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng([seed, 1100])
        self.rows = Rows()
        self.open = seed % 3 > 0
        self.minted = 0
        self.targets = [f"target-{n}" for n in range(int(self.rng.integers(300, 1500)))]
        self.hot = self.rng.choice(self.targets, int(self.rng.integers(20, 60)), replace=False).tolist()

    def fresh(self) -> str:
        """Return a value nobody has yet."""
        self.minted += 1
        return f"{self.minted:06d}"

    def address(self) -> str:
        """Return an address nobody has yet, hardly ever next to another."""
        self.minted += 1
        scrambled = self.minted * 2_654_435_761 % (1 << 32)
        return f"{scrambled >> 24 or 1}.{scrambled >> 16 & 255}.{scrambled >> 8 & 255}.{scrambled & 255}"

    def mail(self) -> str:
        """Return a mail address nobody has yet."""
        first, last, provider = (str(self.rng.choice(words)) for words in (FIRST, LAST, PROVIDERS))
        return f"{first}{self.rng.choice(['', '.', '_'])}{last}{int(self.fresh())}@{provider}"

    def organic(self, count: int = 1) -> np.ndarray:
        """Return times over the whole window, more by day."""
        days = self.rng.integers(0, DAYS, count) * DAY
        return np.asarray(START + days + self.rng.normal(15, 4, count) % 24 * HOUR)

    def sign_up(self, at: float, truth: Truth, given: dict[str, str], org: str | None = None) -> str:
        """Enter an account with its identifiers, own ones where not given, and return its id."""
        name = f"u-{self.rng.integers(1 << 48):012x}"
        self.rows.accounts[name] = {"created_at": at}
        verified = bool(self.rng.random() < (0.6 if org else 0.2))
        if self.open:
            self.rows.accounts[name] |= {"org": org, "verified": verified}
        own = {kind: f"{kind}-{self.fresh()}" for kind in ("device", "payment")}
        own |= {"ip": self.address(), "email": self.mail()}
        own["phone"] = f"+4477{self.minted:08d}"
        self.rows.see(name, at, own | given)
        self.rows.truth[name] = truth
        return name

    def browse(self, name: str, low: int, high: int) -> None:
        """Let an account act at its own times, on targets at random."""
        for at in self.organic(int(self.rng.integers(low, high))):
            self.rows.act(name, [float(at)], str(self.rng.choice(self.targets)))

    def waves(self, names: list[str], wave: Wave) -> None:
        """Let accounts hit the same few targets together, several times."""
        each = min(len(wave.targets), int(self.rng.integers(1, 4)))
        for number in range(wave.count):
            for target in self.rng.choice(wave.targets, each, replace=False):
                there = [name for name in names if self.rng.random() < wave.share]
                at = wave.start + number * wave.gap + self.rng.random(len(there)) * wave.jitter
                for name, moment in zip(there, at, strict=True):
                    self.rows.act(name, [float(moment)], str(target))


def write_signups(out: Path, seed: int) -> None:
    """Write such a platform: 1,100 accounts."""
    platform = Platform(seed)
    _people(platform)
    _agency(platform)
    _lazy(platform)
    _mid(platform)
    _careful(platform)
    platform.rows.write(out)


def _people(platform: Platform) -> None:
    """Draw households of one to three; behind the carrier, strangers."""
    rng, left = platform.rng, HONEST
    nat, behind = platform.address(), NAT
    while left:
        size = min(int(rng.choice([1, 1, 1, 1, 2, 2, 3])), left)
        left -= size
        home, card = platform.address(), f"payment-{platform.fresh()}"
        for place in range(size):
            given = {"ip": nat if behind and size == 1 else home}
            if not place or rng.random() < 0.4:
                given["payment"] = card
            group = "nat" if given["ip"] == nat else None
            behind -= group is not None
            name = platform.sign_up(float(platform.organic()[0]), (None, None, group), given)
            platform.browse(name, 5, 40)


def _agency(platform: Platform) -> None:
    """Draw clients of one agency, taken on over months or years: one card, one line, few machines or one each."""
    office, card = platform.address(), f"payment-{platform.fresh()}"
    machines = [f"device-{platform.fresh()}" for _ in range(int(platform.rng.choice([3, 6, AGENCY])))]
    tenure = platform.rng.uniform(0.3, 3) * 365 * DAY
    for number in range(AGENCY):
        at = float(platform.organic()[0] - platform.rng.random() * tenure)
        given = {"ip": office, "payment": card, "device": machines[number % len(machines)]}
        name = platform.sign_up(at, (None, None, "agency"), given, org="Blue Lagoon Travel")
        platform.browse(name, 5, 40)


def _lazy(platform: Platform) -> None:
    rng = platform.rng
    cards = [f"payment-{platform.fresh()}" for _ in range(5)]
    machines = [f"device-{platform.fresh()}" for _ in range(8)]
    lines = [platform.address() for _ in range(4)]
    begin = START + rng.uniform(10, 60) * DAY
    names = []
    for number in range(60):
        given = {"payment": str(rng.choice(cards)), "device": str(rng.choice(machines)), "ip": str(rng.choice(lines))}
        given["phone"] = f"+4479000000{rng.integers(3):02d}"
        at = float(begin + number % 2 * DAY + rng.uniform(0, 2) * HOUR)
        names.append(platform.sign_up(at, ("ring-lazy", "lazy", None), given))
    platform.waves(names, Wave(begin + 2 * DAY, 10, 12 * HOUR, rng.uniform(120, 600), 0.9, platform.hot))
    _blend_in(platform, names)


def _mid(platform: Platform) -> None:
    rng = platform.rng
    machines = [f"device-{platform.fresh()}" for _ in range(12)]
    begin = START + rng.uniform(20, 70) * DAY
    names = []
    for _ in range(40):
        at = float(begin + rng.uniform(0, 4) * DAY)
        names.append(platform.sign_up(at, ("ring-mid", "mid", None), {"device": str(rng.choice(machines))}))
    tools = [f"tool-{platform.fresh()}" for _ in range(3)] if rng.random() < 0.5 else platform.hot
    count = int(rng.integers(4, 8))
    platform.waves(names, Wave(begin + 5 * DAY, count, DAY, rng.uniform(0.5, 6) * HOUR, 0.7, tools))
    _blend_in(platform, names)


def _careful(platform: Platform) -> None:
    rng = platform.rng
    begin = START + rng.uniform(20, 70) * DAY
    names = []
    for number in range(50):
        at = float(begin + (number * 3 + rng.uniform(0, 2)) * HOUR)
        names.append(platform.sign_up(at, ("ring-careful", "careful", None), {}))
    count = int(rng.integers(8, 15))
    platform.waves(names, Wave(begin + 8 * DAY, count, 8 * HOUR, rng.uniform(300, 1800), 0.9, platform.hot))
    _blend_in(platform, names)


def _blend_in(platform: Platform, names: list[str]) -> None:
    for name in names:
        platform.browse(name, 2, 8)
