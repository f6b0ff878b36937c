"""Clusters judged: what ties their accounts, what can be seen of them, and what follows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.weigh import Evidence
from linkage.judge.apart import apart
from linkage.judge.grounds import Grounds
from linkage.judge.passing import only_in_passing
from linkage.judge.population import Population
from linkage.judge.redundancy import hangs_on_one
from linkage.judge.score import FLAG, LEAST, Judgement, judge
from linkage.judge.signs import Signs, read_signs
from linkage.judge.support import Support, support_of
from linkage.judge.ties import Ties, find_ties
from linkage.judge.visited import only_visited
from linkage.model.entity_graph import EntityGraph

KINDS_TO_FLAG = 2
"""No account is flagged on fewer independent kinds of evidence than this."""
SPARED = ("one_kind", "one_thing", "one_account", "visited", "in_passing")
"""Why an account is no firm member of its cluster: all that ties it is of one kind, is one thing, is one other account,
is others who came to its things later, or changes hands, for it and for its household."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Clusters with what is known and thought of them.

    Parameters
    ----------
    of_account
        int64, shape (n_accounts,): cluster of each account, numbered by smallest account.
    signs, judgement
        The facts of each cluster, and what was concluded from them.
    ties, support
        What ties each account to its cluster.
    hanging, leaning
        bool, shape (n_accounts,): whether the loss of one signal, or of one other account, cuts the account off.
    visited
        bool, shape (n_accounts,): whether only others who came to its things later tie the account to the cluster.
    in_passing
        bool, shape (n_accounts,): whether only things that change hands tie the account, and its household, to it.
    """

    of_account: NDArray[np.int64]
    signs: Signs
    judgement: Judgement
    ties: Ties
    support: Support
    hanging: NDArray[np.bool_]
    leaning: NDArray[np.bool_]
    visited: NDArray[np.bool_]
    in_passing: NDArray[np.bool_]

    @property
    def firm(self) -> NDArray[np.bool_]:
        """Whether two independent kinds tie each account, and nothing spares it."""
        return (self.support.kinds >= KINDS_TO_FLAG) & self.held

    @property
    def held(self) -> NDArray[np.bool_]:
        """Whether each account stays tied without any one signal, any one account, visitors, or what changes hands."""
        return ~(self.hanging | self.leaning | self.visited | self.in_passing)

    @property
    def spared(self) -> NDArray[np.str_]:
        """Why each account is no firm member, a code of ``SPARED``; empty for those that are."""
        reasons = (
            self.support.kinds < KINDS_TO_FLAG,
            self.hanging,
            self.leaning,
            self.visited,
            self.in_passing,
        )
        return np.select(reasons, SPARED, "")


def judge_clusters(
    entities: EntityGraph,
    evidence: Evidence,
    cluster: NDArray[np.int64],
    population: Population,
    grounds: Grounds | None = None,
    ties: Ties | None = None,
    *,
    suspects_only: bool = False,
) -> Judged:
    """Return these clusters with what is known and thought of them.

    Parameters
    ----------
    cluster
        int64, shape (n_accounts,): numbered from 0.
    grounds
        What does not depend on the clusters; worked out where not given.
    ties
        What ties accounts to these clusters, where that is known already.
    suspects_only
        Look closely at the accounts only of clusters that would be flagged, or might be without their strays; all
        others are said to hang.

    Notes
    -----
    O(n_accounts + n_edges), apart from sorting moments.
    """
    grounds = grounds or Grounds.of(entities, evidence)
    ties = ties or find_ties(evidence, cluster)
    support = support_of(entities, evidence, ties, cluster, population, grounds)
    signs = read_signs(entities, evidence, ties, support, cluster, population, grounds)
    judgement = judge(signs, population)
    near = ties.among(_suspicious(judgement, support, cluster)[cluster]) if suspects_only else ties
    held = apart(evidence.signals, grounds, near, support.occasions)
    hanging, leaning = hangs_on_one(held.graph, np.concatenate([cluster, held.cluster]))
    visited = only_visited(entities, evidence, near, cluster, grounds.visits)
    in_passing = only_in_passing(evidence.signals, held, cluster)
    return Judged(cluster, signs, judgement, ties, support, hanging, leaning, visited, in_passing)


def _suspicious(judgement: Judgement, support: Support, cluster: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which clusters would be flagged, or have enough accounts of two kinds to be flagged without the others."""
    firm = np.bincount(cluster, support.kinds >= KINDS_TO_FLAG, minlength=len(judgement.score))
    return np.asarray((judgement.score >= FLAG) | (firm >= LEAST))
