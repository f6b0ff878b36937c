"""Communities become clusters: operators are put together, what is left stays as found, and all are judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.detect.graph import Partition
from linkage.evidence.weigh import Evidence
from linkage.judge.assemble import find_operators
from linkage.judge.campaigns import find_campaigns
from linkage.judge.chance import log10_chance
from linkage.judge.grounds import Grounds
from linkage.judge.judged import KINDS_TO_FLAG, Judged, judge_clusters
from linkage.judge.learnt import MEMBER_WEIGHTS
from linkage.judge.members import MEMBER_FLAG, member_score, member_strengths
from linkage.judge.operators import NOBODY
from linkage.judge.parts import renumbered
from linkage.judge.population import Population
from linkage.judge.score import FLAG
from linkage.judge.ties import find_ties, parts_by
from linkage.model.entity_graph import EntityGraph


@dataclass(frozen=True, slots=True)
class Clusters(Judged):
    """Every community as a cluster, whatever its verdict, and every account as a member of one.

    Parameters
    ----------
    belongs
        float64 in (0, 1), shape (n_accounts,): how likely each account belongs to its cluster's actor, if there is one.
    campaign
        int64, shape (n_accounts,): campaign of each account, numbered from 0 over all clusters, each within one
        cluster; -1 for accounts that act like nobody in particular.
    log10_chance
        float64 <= 0, shape (n_clusters,): bound on the probability that accounts taken at random share as much.
    population
        What is usual among accounts.
    """

    belongs: NDArray[np.float64]
    campaign: NDArray[np.int64]
    log10_chance: NDArray[np.float64]
    population: Population

    @property
    def redundancy(self) -> NDArray[np.int64]:
        """Signals each account could lose and still be tied: 0 where the loss of one cuts it off."""
        return np.where(self.hanging, 0, np.maximum(self.support.ties - 1, 1))

    def member_score(self) -> NDArray[np.float64]:
        """Return how likely each account is one of an actor's many, float64 in [0, 1], shape (n_accounts,)."""
        return np.asarray(self.judgement.score[self.of_account] * self.belongs)

    def member_spared(self) -> NDArray[np.str_]:
        """Return why each account would not be flagged with its cluster, a code; empty for those that would be.

        As ``spared``, and for firm members ``unlikely``: what is known of the account speaks against it.
        """
        return np.where(self.firm & (self.belongs < MEMBER_FLAG), "unlikely", self.spared)

    def member_verdict(self) -> NDArray[np.str_]:
        """Return ``flagged``, ``watch`` or ``clear`` for each account as a member of its cluster.

        No member is flagged on one signal or one kind of evidence, whatever its cluster's score.
        """
        of_cluster = self.judgement.verdict()[self.of_account]
        flagged = self.firm & (self.belongs >= MEMBER_FLAG) & (of_cluster == "flagged")
        watched = ~self.hanging & (of_cluster != "clear")
        return np.where(flagged, "flagged", np.where(watched, "watch", "clear"))


def form_clusters(
    entities: EntityGraph,
    evidence: Evidence,
    partitions: Sequence[Partition],
    population: Population | None = None,
    grounds: Grounds | None = None,
) -> Clusters:
    """Return the clusters that partitions of the weighted graph make.

    Parameters
    ----------
    partitions
        Communities at several resolutions, the finest first. What an actor looks like depends on how it works: a tight
        ring is seen in the finest, a wide network in coarser ones.
    population
        What is usual among accounts, to hold on to; learnt from these accounts where not given.
    grounds
        What does not depend on clusters; worked out where not given.

    Notes
    -----
    O(n_accounts + n_edges), apart from sorting moments.
    """
    communities = [renumbered(p.labels[: len(entities.accounts)]) for p in partitions]
    usual = communities[len(communities) // 2]
    population = population or Population.of(entities.accounts, usual)
    grounds = grounds or Grounds.of(entities, evidence)
    operator = find_operators(entities, evidence, communities, population, grounds)
    rest = _unsuspicious(grounds, usual, communities[-1]) + int(operator.max(initial=NOBODY)) + 1
    ties = find_ties(evidence, np.where(operator == NOBODY, rest, operator))
    cluster = parts_by(ties)
    judged = judge_clusters(entities, evidence, cluster, population, grounds, ties.of(cluster))
    strengths = member_strengths(entities, evidence, judged.ties, judged.support, cluster)
    return Clusters(
        judged.of_account, judged.signs, judged.judgement, judged.ties, judged.support, judged.hanging,
        judged.leaning, judged.visited, judged.in_passing,
        belongs=member_score(strengths, MEMBER_WEIGHTS),
        campaign=find_campaigns(evidence, cluster, judged.judgement.score >= FLAG),
        log10_chance=log10_chance(evidence, judged.ties, cluster, judged.signs.size),
        population=population,
    )  # fmt: skip


def _unsuspicious(grounds: Grounds, usual: NDArray[np.int64], coarse: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the communities of accounts that belong to no operator.

    Of whom one kind of thing is known, nothing tells pieces of an actor from an actor: the coarsest view serves best.
    """
    known = grounds.known_kinds >= KINDS_TO_FLAG
    return renumbered(np.where(known, usual, coarse + int(usual.max(initial=-1)) + 1))
