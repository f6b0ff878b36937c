"""How likely a community is one actor: a sum of bounded arguments for and against, each of which can be read aloud.

The arguments add up as log-odds, as in a weight-of-evidence scorecard (Good, "Weight of evidence: a brief survey",
Bayesian Statistics 2, 1985). Their sizes are set by hand in this first form, bounded so that none decides alone, and
relative to the population the community sits in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.leases import MS_A_DAY
from linkage.judge.signs import Signs
from linkage.model.entity_graph import UNKNOWN, Accounts

PRIOR = -4.0
"""Log-odds of a community before anything is said for or against it."""
FLAG = 0.9
"""From this score on a cluster is flagged."""
WATCH = 0.5
"""From this score on, below ``FLAG``, a cluster is watched."""
HOUSEHOLD = 6
"""People who share a home are rarely more than this."""
SETTLED_DAYS = 7.0
"""Creation spreads are not told apart below this."""


@dataclass(frozen=True, slots=True)
class Population:
    """What is usual among all accounts: the yardstick for a community.

    Parameters
    ----------
    spread_days
        Days between the first and the third quartile of creation; NaN where unknown.
    banned, verified
        Share of accounts, in [0, 1].
    """

    spread_days: float
    banned: float
    verified: float

    @classmethod
    def of(cls, accounts: Accounts) -> Population:
        """Return what is usual among these accounts."""
        known = accounts.created_at[accounts.created_at != UNKNOWN]
        spread = np.nan
        if len(known) >= 2:
            first, third = np.quantile(known, [0.25, 0.75])
            spread = float(third - first) / MS_A_DAY
        count = max(len(accounts), 1)
        return cls(spread, float(accounts.banned.sum()) / count, float(accounts.verified.sum()) / count)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Scores, and the arguments they are the sum of.

    Parameters
    ----------
    score
        float64 in (0, 1), shape (n_communities,): how likely the community is one actor.
    arguments
        For each argument its log-odds, float64, shape (n_communities,): positive for, negative against.
    """

    score: NDArray[np.float64]
    arguments: dict[str, NDArray[np.float64]]

    def verdict(self) -> NDArray[np.str_]:
        """Return ``flagged``, ``watch`` or ``clear`` for each community."""
        return np.where(self.score >= FLAG, "flagged", np.where(self.score >= WATCH, "watch", "clear"))


def judge(signs: Signs, population: Population) -> Judgement:
    """Return how likely each community is one actor, and why.

    Notes
    -----
    What is not known counts neither way: with no creation times, no bans and no organisations only the sharing speaks.
    """
    arguments = {
        "scale": _scale(signs),
        "independent_kinds": 2.5 * signs.supported - 0.5,
        "identifiers_shared": 0.5 * np.minimum(signs.ties, 4.0),
        "created_together": _created_together(signs, population),
        "banned_before": _banned_before(signs, population),
        "one_organisation": _one_organisation(signs),
        "verified": _verified(signs, population),
    }
    log_odds = PRIOR + np.sum(list(arguments.values()), axis=0)
    return Judgement(1.0 / (1.0 + np.exp(-log_odds)), arguments)


def _scale(signs: Signs) -> NDArray[np.float64]:
    """More accounts than a household explains, on shared infrastructure."""
    return np.clip(np.log(np.maximum(signs.size, 1) / HOUSEHOLD), -1.0, 2.5)


def _created_together(signs: Signs, population: Population) -> NDArray[np.float64]:
    """Accounts of one actor are made in batches; people join over years. Few accounts are close by chance."""
    if np.isnan(population.spread_days):
        return np.zeros(len(signs.size))
    ratio = np.log((population.spread_days + SETTLED_DAYS) / (signs.spread_days + SETTLED_DAYS))
    trusted = np.maximum(1.0 - 3.0 / np.maximum(signs.size, 1), 0.0)
    return np.asarray(np.where(np.isnan(ratio), 0.0, np.clip(ratio, -1.0, 3.0) * trusted))


def _banned_before(signs: Signs, population: Population) -> NDArray[np.float64]:
    """Bans fall thicker here than elsewhere (drawn towards the usual rate where accounts are few)."""
    if population.banned <= 0:
        return np.zeros(len(signs.size))
    here = (signs.banned * signs.size + 5.0 * population.banned) / (signs.size + 5.0)
    return np.clip(np.log(here / population.banned), 0.0, 2.0)


def _one_organisation(signs: Signs) -> NDArray[np.float64]:
    """One organisation that shares one thing among all its people (an office, its card) explains the sharing."""
    return -5.0 * signs.one_org * signs.widest


def _verified(signs: Signs, population: Population) -> NDArray[np.float64]:
    """Count verification against one actor: verified people are rarely a mask."""
    return np.clip(2.0 * (population.verified - signs.verified), -1.5, 0.5)
