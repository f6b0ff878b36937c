"""What the platform of a world logs: which kinds of identifier, how much activity, how exact a clock, which facts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linkage.simulate.draft import ADDRESS, API_CLIENT, COOKIE, DAY, DEVICE, EMAIL, IP, PAYMENT, PHONE

FACTS = ("status", "plan", "verified", "org")


@dataclass(frozen=True, slots=True)
class Platform:
    """How much of what happened a platform knows.

    Parameters
    ----------
    kinds
        Kinds of identifier that it logs.
    sessions
        Log-ins, as a multiple of the usual number.
    acts
        Share of activity that it logs; 0 for none.
    clock
        Seconds to which it rounds down when an identifier was seen.
    facts
        What it tells of an account.
    dated
        Share of accounts whose creation it knows.
    """

    kinds: tuple[int, ...]
    sessions: float
    acts: float
    clock: int
    facts: tuple[str, ...]
    dated: float


USUAL = Platform((DEVICE, IP, PAYMENT, EMAIL, PHONE), 1.0, 1.0, 1, FACTS, 1.0)


def varied(rng: np.random.Generator) -> Platform:
    """Return a platform of other habits: two kinds at least, among them one that a ring must pay for."""
    kinds = {DEVICE, IP} if rng.random() < 0.9 else {DEVICE}
    usual = {PAYMENT: 0.85, EMAIL: 0.9, PHONE: 0.6, COOKIE: 0.4, ADDRESS: 0.35, API_CLIENT: 0.35}
    kinds |= {kind for kind, chance in usual.items() if rng.random() < chance}
    return Platform(
        kinds=tuple(sorted(kinds | {PAYMENT} if len(kinds) < 3 else kinds)),
        sessions=float(rng.uniform(0.6, 2.0)),
        acts=float(rng.uniform(0.5, 1.0)) if rng.random() < 0.92 else 0.0,
        clock=int(rng.choice([1, 60, 3600, DAY], p=[0.7, 0.1, 0.1, 0.1])),
        facts=tuple(fact for fact in FACTS if rng.random() < 0.88),
        dated=float(rng.choice([1.0, 0.7], p=[0.9, 0.1])),
    )
