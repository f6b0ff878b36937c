"""What holds for every cluster of a platform, whatever it is."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from linkage.judge.campaigns import NO_CAMPAIGN, find_campaigns
from linkage.judge.chance import log10_chance
from linkage.judge.learnt import CLUSTER_WEIGHTS, MEMBER_WEIGHTS
from linkage.judge.members import MEMBER_SIDES
from linkage.judge.score import FLAG, SIDES, WATCH
from linkage.judge.ties import find_ties, parts_by
from linkage.judge.words import arguments, chance_sentence, sentence, summary
from tests.unit.linkage.judge.crews import HALVES, RING, SILENT, clusters_of, platform, verdicts


def test_every_account_is_in_one_cluster_that_its_own_ties_connect() -> None:
    """No member is there for nothing: inside each cluster, what members share leads from any to any other."""
    graph, found = platform()
    clusters = found.clusters
    assert np.array_equal(np.unique(clusters.of_account), np.arange(len(clusters.signs.size)))
    assert np.array_equal(np.bincount(clusters.of_account), clusters.signs.size)
    shared = nx.Graph()
    shared.add_nodes_from(range(len(graph.accounts)))
    for account, signal in zip(clusters.ties.account.tolist(), clusters.ties.signal.tolist(), strict=True):
        shared.add_edge(account, (int(clusters.of_account[account]), signal))
    parts = [{n for n in part if isinstance(n, int)} for part in nx.connected_components(shared)]
    assert sorted(map(len, parts)) == sorted(clusters.signs.size.tolist())
    for part in parts:
        assert len(set(clusters.of_account[list(part)].tolist())) == 1


def test_accounts_thrown_together_come_apart_where_nothing_connects_them() -> None:
    """Everybody in one cluster is cut into the ring, the other ring, each family and so on."""
    graph, found = platform()
    parts = parts_by(find_ties(found.evidence, np.zeros(len(graph.accounts), np.int64)))
    ring, home, other = (set(parts[np.isin(graph.accounts.ids, a)].tolist()) for a in (RING, ["home000-0000"], SILENT))
    assert len(ring) == len(home) == len(other) == 1
    assert len(ring | home | other) == 3


def test_scores_are_probabilities() -> None:
    """Of clusters and of members; a member is never likelier than its cluster."""
    _, found = platform()
    clusters = found.clusters
    member, cluster = clusters.member_score(), clusters.judgement.score
    assert ((member >= 0) & (member <= 1)).all()
    assert ((cluster >= 0) & (cluster <= 1)).all()
    assert (member <= cluster[clusters.of_account]).all()


def test_nobody_is_flagged_on_one_kind_or_one_signal() -> None:
    """Two independent kinds at least, and the loss of no one signal cuts a flagged member off."""
    _, found = platform()
    clusters = found.clusters
    flagged = clusters.member_verdict() == "flagged"
    assert flagged.any()
    assert (clusters.support.kinds[flagged] >= 2).all()
    assert not clusters.hanging[flagged].any()
    assert (clusters.redundancy[flagged] >= 1).all()


def test_two_rings_are_two_operators_and_flagged() -> None:
    """Each is one cluster, whatever campaigns it runs, and families are in neither."""
    graph, found = platform()
    ring, halves = clusters_of(graph, found, RING), clusters_of(graph, found, HALVES)
    assert len(ring) == len(halves) == 1
    assert ring != halves
    said = verdicts(graph, found)
    assert {said[a] for a in RING + HALVES} == {"flagged"}
    assert {said[a] for a in said if a.startswith("home")} == {"clear"}


def test_where_one_kind_of_thing_is_known_nobody_is_cleared_or_flagged() -> None:
    """Twelve accounts share cards, and cards are all that is known of them: they are watched."""
    graph, found = platform()
    (number,) = clusters_of(graph, found, SILENT)
    judgement = found.clusters.judgement
    assert judgement.unknown[number]
    assert WATCH <= judgement.score[number] < FLAG
    assert judgement.verdict()[number] == "watch"
    assert {verdicts(graph, found)[a] for a in SILENT} == {"watch"}
    assert "too little to judge" in summary(found.clusters.signs, number, "watch", open=True)
    assert judgement.unknown.sum() == 1


def test_log_odds_are_the_sum_of_the_arguments_and_each_keeps_its_side() -> None:
    """The score can be read off what is said; nothing that speaks for an actor is ever counted against one."""
    _, found = platform()
    judgement = found.clusters.judgement
    total = CLUSTER_WEIGHTS["prior"] + sum(judgement.arguments.values())
    assert judgement.log_odds == pytest.approx(total)
    assert set(judgement.arguments) == set(SIDES)
    for weights, sides in ((CLUSTER_WEIGHTS, SIDES), (MEMBER_WEIGHTS, MEMBER_SIDES)):
        assert set(weights) == {"prior", *sides}
        assert all(weights[code] * side >= 0 for code, side in sides.items())


@pytest.mark.parametrize("code", SIDES)
def test_every_argument_is_a_sentence_with_a_number(code: str) -> None:
    """About a ring as about a family."""
    graph, found = platform()
    for number in clusters_of(graph, found, [RING[0], HALVES[0], "home000-0000"]):
        said = sentence(code, found.clusters, number)
        assert said.endswith(".")
        assert any(letter.isdigit() for letter in said)
        assert "nan" not in said.split()


def test_nothing_unknown_is_said_of_any_cluster() -> None:
    """Where creation is not known, nothing is said of it."""
    _, found = platform()
    for number in range(len(found.clusters.signs.size)):
        said = [str(a["sentence"]) for side in arguments(found.clusters, number) for a in side]
        said.append(summary(found.clusters.signs, number, "watch"))
        assert not any("nan" in words.split() for words in said)
        assert all(any(letter.isdigit() for letter in words) for words in said)


def test_arguments_are_said_strongest_first_and_chance_on_its_side() -> None:
    """What the ring shares no chance explains: that is said first; for a family chance is said last, against."""
    graph, found = platform()
    (ring,), (home,) = (clusters_of(graph, found, [a]) for a in (RING[0], "home000-0000"))
    favour, against = arguments(found.clusters, ring)
    assert favour[0]["code"] == "chance"
    assert {"created_together", "two_kinds"} <= {a["code"] for a in favour}
    for side in (favour[1:], against):
        weights = [abs(float(str(a["weight"]))) for a in side]
        assert weights == sorted(weights, reverse=True)
    assert "does not explain" in chance_sentence(found.clusters, ring)
    assert [a["code"] for side in arguments(found.clusters, home) for a in side].count("chance") == 1


def test_chance_is_a_probability_and_smaller_for_a_ring_than_for_a_family() -> None:
    """A logarithm of one, so never above zero."""
    graph, found = platform()
    chance = found.clusters.log10_chance
    assert (chance <= 0).all()
    assert np.isfinite(chance).all()
    (ring,), (home,) = (clusters_of(graph, found, [a]) for a in (RING[0], "home000-0000"))
    assert chance[ring] < -10
    assert chance[ring] < chance[home]


def test_chance_explains_what_shares_nothing() -> None:
    """Accounts thrown together share no more than accounts thrown together."""
    _, found = platform()
    clusters, size = found.clusters, np.array([len(found.clusters.of_account)])
    everybody = np.zeros(len(clusters.of_account), np.int64)
    assert log10_chance(found.evidence, clusters.ties, everybody, size).tolist() == [0.0]


def test_two_ways_of_acting_are_two_campaigns_of_one_operator() -> None:
    """Each half has its tool and its hours; both share the operator's cards and devices."""
    graph, found = platform()
    campaign = dict(zip(graph.accounts.ids.tolist(), found.clusters.campaign.tolist(), strict=True))
    first, second = {campaign[a] for a in HALVES[:20]}, {campaign[a] for a in HALVES[20:]}
    assert len(first) == len(second) == 1
    assert first != second
    assert NO_CAMPAIGN not in first | second


def test_who_acts_like_nobody_has_no_campaign() -> None:
    """A ring of which no activity is known, and families, have none; each campaign is inside one cluster."""
    graph, found = platform()
    campaign, cluster = found.clusters.campaign, found.clusters.of_account
    assert set(campaign[~np.isin(graph.accounts.ids, HALVES)].tolist()) == {NO_CAMPAIGN}
    for number in range(int(campaign.max()) + 1):
        assert len(set(cluster[campaign == number].tolist())) == 1


def test_campaigns_are_looked_for_only_where_asked() -> None:
    """Where no cluster is judged to be an actor, nobody has a campaign."""
    _, found = platform()
    none = np.zeros(len(found.clusters.signs.size), np.bool_)
    assert set(find_campaigns(found.evidence, found.clusters.of_account, none).tolist()) == {NO_CAMPAIGN}
