"""How likely a cluster is one actor: a sum of bounded arguments for and against, each of which can be read aloud.

The arguments add up as log-odds, as in a weight-of-evidence scorecard (Good, "Weight of evidence: a brief survey",
Bayesian Statistics 2, 1985). How much each counts is learnt by logistic regression from simulated worlds that vary
widely (``python -m benchmarks.calibrate``), under one constraint: what speaks for an actor may never be learnt to
speak against one, and the reverse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.judge.learnt import CLUSTER_WEIGHTS
from linkage.judge.population import Population
from linkage.judge.signs import Signs

FLAG = 0.9
"""From this score on a cluster is flagged."""
WATCH = 0.5
"""From this score on, below ``FLAG``, a cluster is watched."""
LEAST = 3
"""Two accounts are never judged to be an actor: too many innocent things look like it."""
HOUSEHOLD = 6
"""People who share a home are rarely more than this."""
SETTLED_DAYS = 7.0
"""Creation spreads are not told apart below this."""
JUDGEABLE = 0.5
"""Where two kinds of thing are known of less than this share of accounts, nobody can tell: unknown is not clean."""
OPEN = 0.85
"""Share of a cluster from which on its organisation is that of all: fewer may be a front."""

SIDES = {
    "scale": 1,
    "two_kinds": 1,
    "three_kinds": 1,
    "tied_firmly": 1,
    "created_together": 1,
    "created_in_batches": 1,
    "banned_before": 1,
    "replaced_after_bans": 1,
    "in_step": 1,
    "own_tool": 1,
    "verified": 1,
    "one_organisation": -1,
    "organisation_beyond": -1,
    "one_plan": -1,
    "one_thing_for_all": -1,
    "one_address_for_all": -1,
}
"""The arguments, and the side each may count on: 1 for one actor, -1 against."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Scores, and the arguments they are the sum of.

    Parameters
    ----------
    score
        float64 in (0, 1), shape (n_clusters,): how likely the cluster is one actor.
    arguments
        For each argument its log-odds, float64, shape (n_clusters,): positive for, negative against.
    log_odds
        float64, shape (n_clusters,): the sum of the arguments and of the prior.
    unknown
        bool, shape (n_clusters,): more accounts than a home, of most of which only one kind of thing is known. Nothing
        could confirm or refute them, so they are watched: unknown is not clean.
    """

    score: NDArray[np.float64]
    arguments: dict[str, NDArray[np.float64]]
    log_odds: NDArray[np.float64]
    unknown: NDArray[np.bool_]

    def verdict(self) -> NDArray[np.str_]:
        """Return ``flagged``, ``watch`` or ``clear`` for each cluster."""
        return np.where(self.score >= FLAG, "flagged", np.where(self.score >= WATCH, "watch", "clear"))


def judge(signs: Signs, population: Population, weights: Mapping[str, float] = CLUSTER_WEIGHTS) -> Judgement:
    """Return how likely each cluster is one actor, and why.

    Parameters
    ----------
    weights
        Log-odds of each argument at full strength, and of ``prior``: of a cluster of which nothing is said.

    Notes
    -----
    What is not known counts neither way: with no creation times, no bans and no organisations only the sharing speaks.
    """
    arguments = {code: weights[code] * strength for code, strength in strengths(signs, population).items()}
    log_odds = weights["prior"] + np.sum(list(arguments.values()), axis=0)
    tied = (signs.size >= LEAST) & (signs.ties > 0)
    score = np.where(tied, 1.0 / (1.0 + np.exp(-np.clip(log_odds, -30, 30))), 0.0)
    unknown = tied & (signs.size > HOUSEHOLD) & (signs.judgeable < JUDGEABLE)
    return Judgement(np.where(unknown, np.maximum(score, WATCH), score), arguments, log_odds, unknown)


def strengths(signs: Signs, population: Population) -> dict[str, NDArray[np.float64]]:
    """Return how strongly each argument holds for each cluster, 0 where it does not; bounded, before weighting."""
    unaffiliated = 1.0 - signs.core_org  # colleagues and classes have their hours and their tools
    few = np.maximum(1.0 - 3.0 / np.maximum(signs.size, 1), 0.0)
    return {
        "scale": np.clip(np.log(np.maximum(signs.size, 1) / HOUSEHOLD), -1.0, 3.0),
        "two_kinds": signs.two_kinds,
        "three_kinds": signs.three_kinds,
        "tied_firmly": np.log1p(signs.weight),
        "created_together": _created_together(signs, population) * few,
        "created_in_batches": _above(signs.close, signs.close_expected, 1.0, 3.0) * few,
        "banned_before": _banned_before(signs, population),
        "replaced_after_bans": _above(signs.replaced, signs.replaced_expected, 0.5, 2.0),
        "in_step": signs.in_step * unaffiliated,
        "own_tool": signs.own_tool * unaffiliated,
        "verified": np.clip(population.verified - signs.core_verified, -1.0, 0.25),
        "one_organisation": np.clip((signs.core_org - OPEN) / (1 - OPEN), 0.0, 1.0),
        "organisation_beyond": signs.core_org * signs.org_outside,
        "one_plan": _one_plan(signs, population) * signs.core_org * few,
        "one_thing_for_all": signs.widest,
        "one_address_for_all": signs.widest_passing,
    }


def _created_together(signs: Signs, population: Population) -> NDArray[np.float64]:
    """Accounts of one actor are made in batches; people join over years. Few accounts are close by chance."""
    if np.isnan(population.spread_days):
        return np.zeros(len(signs.size))
    ratio = np.log((population.spread_days + SETTLED_DAYS) / (signs.spread_days + SETTLED_DAYS))
    return np.asarray(np.where(np.isnan(ratio), 0.0, np.clip(ratio, -1.0, 3.5)))


def _above(seen: NDArray[np.float64], expected: NDArray[np.float64], least: float, most: float) -> NDArray[np.float64]:
    """Return by how many times more is seen than chance gives, as a logarithm between 0 and ``most``."""
    return np.clip(np.log((seen + least) / (expected + least)), 0.0, most)


def _banned_before(signs: Signs, population: Population) -> NDArray[np.float64]:
    """Bans fall thicker here than elsewhere (drawn towards the usual rate where accounts are few)."""
    usual = max(population.banned, 0.001)
    here = (signs.banned * signs.size + 5.0 * usual) / (signs.size + 5.0)
    return np.clip(np.log(here / usual), 0.0, 2.0)


def _one_plan(signs: Signs, population: Population) -> NDArray[np.float64]:
    """Weigh that all pay, as where an organisation pays for them; where nobody pays, or all do, that says nothing."""
    if not 0 < population.paid < 1:
        return np.zeros(len(signs.size))
    return np.clip((signs.paid - 0.9) / 0.1, 0.0, 1.0)
