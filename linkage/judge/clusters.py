"""Communities become clusters: joined, scored, and each member looked at on its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.detect.graph import BipartiteGraph, Partition
from linkage.evidence.weigh import Evidence
from linkage.judge.operators import join_pieces
from linkage.judge.redundancy import hangs_on_one
from linkage.judge.score import WATCH, Judgement, Population, judge
from linkage.judge.signs import Signs, Support, Ties, find_ties, read_signs, support_of
from linkage.model.entity_graph import EntityGraph

KINDS_TO_FLAG = 2
"""Independent kinds of evidence without which no member is flagged."""


@dataclass(frozen=True, slots=True)
class Clusters:
    """Every community as a cluster, whatever its verdict, and every account as a member of one.

    Parameters
    ----------
    of_account
        int64, shape (n_accounts,): cluster of each account, numbered by smallest account.
    signs, judgement
        The facts of each cluster, and what was concluded from them.
    ties, support
        What ties each account to its cluster.
    hanging
        bool, shape (n_accounts,): whether the loss of one identifier cuts the account off.
    population
        What is usual among all accounts.
    """

    of_account: NDArray[np.int64]
    signs: Signs
    judgement: Judgement
    ties: Ties
    support: Support
    hanging: NDArray[np.bool_]
    population: Population

    @property
    def redundancy(self) -> NDArray[np.int64]:
        """Identifiers each account could lose and still be tied: 0 where the loss of one cuts it off."""
        return np.where(self.hanging, 0, np.maximum(self.support.ties - 1, 1))

    def member_verdict(self) -> NDArray[np.str_]:
        """Return ``flagged``, ``watch`` or ``clear`` for each account as a member of its cluster.

        No member is flagged on one identifier or one kind of evidence, whatever its cluster's score.
        """
        of_cluster = self.judgement.verdict()[self.of_account]
        tied = ~self.hanging
        firm = tied & (self.support.kinds >= KINDS_TO_FLAG)
        return np.where(
            firm & (of_cluster == "flagged"), "flagged", np.where(tied & (of_cluster != "clear"), "watch", "clear")
        )


def form_clusters(entities: EntityGraph, evidence: Evidence, partition: Partition) -> Clusters:
    """Return the clusters that a partition of the weighted graph makes.

    Suspicious communities that share several identifiers are joined, and what was joined is judged anew as one.

    Notes
    -----
    O(n_uses log n_uses).
    """
    population = Population.of(entities.accounts)
    community = Partition.of(partition.labels[: len(entities.accounts)]).labels
    _, _, _, first = _judged(entities, evidence, community, population)
    cluster = join_pieces(entities, evidence, community, first.score >= WATCH)
    ties, support, signs, judgement = _judged(entities, evidence, cluster, population)
    return Clusters(cluster, signs, judgement, ties, support, _hanging(cluster, ties), population)


def _judged(
    entities: EntityGraph, evidence: Evidence, cluster: NDArray[np.int64], population: Population
) -> tuple[Ties, Support, Signs, Judgement]:
    ties = find_ties(entities, evidence, cluster)
    support = support_of(ties, evidence, len(cluster))
    signs = read_signs(entities, ties, support, cluster, int(cluster.max(initial=-1)) + 1)
    return ties, support, signs, judge(signs, population)


def _hanging(cluster: NDArray[np.int64], ties: Ties) -> NDArray[np.bool_]:
    """Return who hangs on one identifier, an identifier used by two clusters counting as one in each."""
    n_clusters = int(cluster.max(initial=-1)) + 1
    key = ties.lease * max(n_clusters, 1) + cluster[ties.account]
    node, inverse = np.unique(key, return_inverse=True)
    graph = BipartiteGraph.from_edges(ties.account, inverse, np.ones(len(inverse)), len(cluster), len(node))
    return hangs_on_one(graph, np.concatenate([cluster, node % max(n_clusters, 1)]))
