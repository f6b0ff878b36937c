"""Communities become clusters: judged, joined to operators, completed, cleaned of strangers, and judged again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.detect.components import split
from linkage.detect.graph import BipartiteGraph, Partition
from linkage.evidence.signals import MOMENT
from linkage.evidence.weigh import Evidence
from linkage.judge.campaigns import find_campaigns
from linkage.judge.chance import log10_chance
from linkage.judge.learnt import MEMBER_WEIGHTS
from linkage.judge.members import MEMBER_FLAG, member_score, member_strengths
from linkage.judge.operators import NOBODY, join_pieces, take_in
from linkage.judge.population import Population
from linkage.judge.redundancy import hangs_on_one
from linkage.judge.score import FLAG, Judgement, judge
from linkage.judge.signs import Signs, read_signs
from linkage.judge.ties import OCCASION_MS, OCCASIONS, Support, Ties, find_ties, support_of
from linkage.model.entity_graph import EntityGraph

SUSPICIOUS = 0.9
"""From this score on a community may be a piece of an operator."""
KINDS_TO_FLAG = 2
"""No account is flagged on fewer independent kinds of evidence than this."""


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
    hanging
        bool, shape (n_accounts,): whether the loss of one signal cuts the account off.
    """

    of_account: NDArray[np.int64]
    signs: Signs
    judgement: Judgement
    ties: Ties
    support: Support
    hanging: NDArray[np.bool_]

    @property
    def firm(self) -> NDArray[np.bool_]:
        """Whether each account is tied by two independent kinds and survives the loss of any one signal."""
        return (self.support.kinds >= KINDS_TO_FLAG) & ~self.hanging


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
) -> Clusters:
    """Return the clusters that partitions of the weighted graph make.

    Parameters
    ----------
    partitions
        Communities at several resolutions, the finest first. What an actor looks like depends on how it works: a tight
        ring is seen in the finest, a wide network in coarser ones.
    population
        What is usual among accounts, to hold on to; learnt from these accounts where not given.

    Notes
    -----
    O((n_accounts + n_edges) log).
    """
    communities = [Partition.of(p.labels[: len(entities.accounts)]).labels for p in partitions]
    usual = communities[len(communities) // 2]
    population = population or Population.of(entities.accounts, usual)
    pieces = _suspicious(entities, evidence, communities, population)
    operator = take_in(evidence, join_pieces(evidence, pieces))
    cluster = _connected(
        evidence, np.where(operator == NOBODY, usual + int(operator.max(initial=NOBODY)) + 1, operator)
    )
    judged = _judged(entities, evidence, cluster, population)
    strengths = member_strengths(entities, evidence, judged.ties, judged.support, cluster)
    return Clusters(
        judged.of_account, judged.signs, judged.judgement, judged.ties, judged.support, judged.hanging,
        belongs=member_score(strengths, MEMBER_WEIGHTS),
        campaign=find_campaigns(evidence, cluster, judged.judgement.score >= FLAG),
        log10_chance=log10_chance(evidence, judged.ties, cluster, judged.signs.size),
        population=population,
    )  # fmt: skip


def _suspicious(
    entities: EntityGraph, evidence: Evidence, communities: Sequence[NDArray[np.int64]], population: Population
) -> NDArray[np.int64]:
    """Return a piece for each account that firmly belongs to a community that would be flagged, the finest such one."""
    piece, pieces = np.full(len(entities.accounts), NOBODY), 0
    for community in communities:
        judged = _judged(entities, evidence, community, population)
        found = (judged.judgement.score >= SUSPICIOUS)[community] & judged.firm & (piece == NOBODY)
        piece[found] = community[found] + pieces
        pieces += int(community.max(initial=-1)) + 1
    named = piece != NOBODY
    piece[named] = Partition.of(piece[named]).labels
    return piece


def _judged(entities: EntityGraph, evidence: Evidence, cluster: NDArray[np.int64], population: Population) -> Judged:
    ties = find_ties(evidence, cluster)
    support = support_of(ties, evidence)
    signs = read_signs(entities, evidence, ties, support, cluster, population)
    hanging = hangs_on_one(*_tie_graph(cluster, _apart(evidence, ties, support.occasions)))
    return Judged(cluster, signs, judge(signs, population), ties, support, hanging)


def _apart(evidence: Evidence, ties: Ties, occasions: NDArray[np.int64]) -> Ties:
    """Return the ties that can be lost one by one.

    A derived identifier falls with what it comes from, and all moments of one fingerprint on one occasion fall as one.
    An account that was in step but once is not held by that.
    """
    signals, moments = evidence.signals, evidence.signals.of_kind(MOMENT)
    once = moments[ties.signal] & (occasions[ties.account] < OCCASIONS)
    kept = signals.observed[signals.kind[ties.signal]] & ~once
    account, signal = ties.account[kept], ties.signal[kept]
    at = signals.at // OCCASION_MS
    occasion = np.flatnonzero(moments)
    _, first, inverse = np.unique(
        signals.source[occasion] * (int(at.max(initial=0)) + 1) + at[occasion], return_index=True, return_inverse=True
    )
    stands_for = np.arange(len(signals))
    stands_for[occasion] = occasion[first][inverse]
    n = max(len(signals), 1)
    edge = np.unique(account * n + stands_for[signal])
    return Ties(edge // n, edge % n, np.full(len(edge), 2))


def _connected(evidence: Evidence, cluster: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the clusters cut into parts that their own signals connect."""
    graph, of_node = _tie_graph(cluster, find_ties(evidence, cluster))
    return Partition.of(split(graph, of_node).labels[: len(cluster)]).labels


def _tie_graph(cluster: NDArray[np.int64], ties: Ties) -> tuple[BipartiteGraph, NDArray[np.int64]]:
    """Return the graph of ties, where a signal of two clusters counts as one in each, and the cluster of each node."""
    n_clusters = max(int(cluster.max(initial=-1)) + 1, 1)
    node, inverse = np.unique(ties.signal * n_clusters + cluster[ties.account], return_inverse=True)
    graph = BipartiteGraph.from_edges(ties.account, inverse, np.ones(len(inverse)), len(cluster), len(node))
    return graph, np.concatenate([cluster, node % n_clusters])
