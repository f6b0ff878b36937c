"""What ties accounts to their clusters, of all of them and of some."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from numpy.typing import NDArray

from linkage.judge.judged import judge_clusters
from linkage.judge.parts import renumbered
from linkage.judge.score import FLAG
from linkage.judge.ties import Ties, find_ties, parts_by
from tests.unit.linkage.judge.crews import platform


def _said(ties: Ties) -> dict[tuple[int, int], tuple[int, int, int]]:
    """Return of each account and signal: the edge, the cluster and how many accounts show it there."""
    assert np.array_equal(np.bincount(ties.place, minlength=len(ties.place_signal)), ties.place_inside)
    assert np.array_equal(ties.place_signal[ties.place], ties.signal)
    assert np.array_equal(ties.place_inside[ties.place], ties.inside)
    assert np.array_equal(np.repeat(np.arange(len(ties.rows) - 1), np.diff(ties.rows)), ties.account)
    return {
        (a, s): (e, c, n)
        for a, s, e, c, n in zip(
            ties.account.tolist(),
            ties.signal.tolist(),
            ties.edge.tolist(),
            ties.place_cluster[ties.place].tolist(),
            ties.inside.tolist(),
            strict=True,
        )
    }


def _thrown_together(seed: int) -> NDArray[np.int64]:
    """Return clusters that cut rings and families at random."""
    graph, _ = platform()
    return renumbered(np.random.default_rng(seed).integers(0, 12, len(graph.accounts)))


@pytest.mark.parametrize("seed", range(4))
def test_ties_among_some_accounts_are_those_found_without_the_others(seed: int) -> None:
    """As if the others were clusters by themselves."""
    graph, found = platform()
    cluster, n = _thrown_together(seed), len(graph.accounts)
    kept = np.random.default_rng(seed + 10).random(n) < 0.6
    left = find_ties(found.evidence, cluster).among(kept)
    alone = np.where(kept, cluster, int(cluster.max()) + 1 + np.arange(n))
    expected = {key: said for key, said in _said(find_ties(found.evidence, renumbered(alone))).items() if kept[key[0]]}
    assert {key: (edge, inside) for key, (edge, _, inside) in _said(left).items()} == {
        key: (edge, inside) for key, (edge, _, inside) in expected.items()
    }
    assert all(cluster[account] == own for (account, _), (_, own, _) in _said(left).items())


@pytest.mark.parametrize("seed", range(4))
def test_ties_of_the_parts_they_connect_are_those_found_of_these_parts(seed: int) -> None:
    """Nothing need be looked for again."""
    _, found = platform()
    ties = find_ties(found.evidence, _thrown_together(seed))
    parts = parts_by(ties)
    assert _said(ties.of(parts)) == _said(find_ties(found.evidence, parts))


@pytest.mark.parametrize("seed", range(3))
def test_suspects_are_judged_as_all_are(seed: int) -> None:
    """Scores are the same, and so is everything said of the accounts of clusters that would be flagged."""
    graph, found = platform()
    rng, clusters = np.random.default_rng(seed), found.clusters
    strayed = rng.random(len(graph.accounts)) < 0.1
    cluster = renumbered(np.where(strayed, rng.permutation(clusters.of_account), clusters.of_account))
    whole, suspects = (
        judge_clusters(graph, found.evidence, cluster, clusters.population, suspects_only=only)
        for only in (False, True)
    )
    assert np.array_equal(whole.judgement.score, suspects.judgement.score)
    flagged = (whole.judgement.score >= FLAG)[cluster]
    assert flagged.any()
    for fact in ("hanging", "leaning", "visited", "in_passing", "firm", "held"):
        assert np.array_equal(getattr(whole, fact)[flagged], getattr(suspects, fact)[flagged])
    spared = Counter(suspects.spared[~suspects.firm].tolist())
    assert "" not in spared
