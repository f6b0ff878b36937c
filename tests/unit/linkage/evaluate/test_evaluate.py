"""Every figure of an evaluation, worked out by hand on cases small enough to see."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from linkage.errors import UsageError
from linkage.evaluate.evaluate import Level, evaluate

MEMBERS = "account_id,cluster_id,level,score,verdict"
TRUTH = "account_id,ring_id,ring_kind,campaign_id,honest_group"


def figures(tmp_path: Path, members: list[str], truth: list[str], level: Level = "operator") -> dict[str, Any]:
    """Evaluate tables given as lines, and insist that the result is strict JSON."""
    (tmp_path / "m.csv").write_text("\n".join([MEMBERS, *members]) + "\n")
    (tmp_path / "t.csv").write_text("\n".join([TRUTH, *truth]) + "\n")
    evaluation = evaluate(tmp_path / "m.csv", tmp_path / "t.csv", level=level)
    assert evaluation.as_text()
    copy: dict[str, Any] = json.loads(json.dumps(evaluation.as_dict(), allow_nan=False))
    return copy


def ring(name: str, kind: str, *accounts: str, campaign: str = "") -> list[str]:
    """Truth lines of the members of one ring."""
    return [f"{account},{name},{kind},{campaign}," for account in accounts]


def crowd(name: str, *accounts: str) -> list[str]:
    """Truth lines of innocents."""
    return [f"{account},,,,{name}" for account in accounts]


def cluster(
    name: str, *accounts: str, verdict: str = "flagged", score: float = 0.9, level: str = "operator"
) -> list[str]:
    """Member lines of one cluster."""
    return [f"{account},{name},{level},{score},{verdict}" for account in accounts]


def test_precision_and_recall_count_flagged_accounts_only(tmp_path: Path) -> None:
    """Watched members are neither hits nor misses of precision, but missing from recall."""
    members = [*cluster("x", "a", "b", "h"), *cluster("x", "c", verdict="watch", score=0.4)]
    result = figures(tmp_path, members, [*ring("r", "lazy", "a", "b", "c", "d"), *crowd("office", "h", "i")])
    assert result["flagged"]["precision"] == {"value": 2 / 3, "count": 2, "of": 3}
    assert result["flagged"]["recall"] == {"value": 0.5, "count": 2, "of": 4}


def test_recovery_takes_the_best_cluster_of_flagged_and_of_all_members(tmp_path: Path) -> None:
    """A ring of five of which three are flagged and two watched is found by its members, not by its flags alone."""
    members = [*cluster("x", "a", "b", "c"), *cluster("x", "d", "e", verdict="watch"), *cluster("y", "f")]
    truth = [*ring("r", "lazy", "a", "b", "c", "d", "e"), *ring("s", "lazy", "f", "g", "h"), *ring("q", "mid", "i")]
    result = figures(tmp_path, members, truth)["by_ring_kind"]
    assert list(result) == ["lazy", "mid"]
    assert result["lazy"]["recovered"] == {"value": 0, "count": 0, "of": 2}
    assert result["lazy"]["recovered_by_members"] == {"value": 0.5, "count": 1, "of": 2}
    assert result["lazy"]["mean_best_f"] == pytest.approx((0.75 + 0.5) / 2)
    assert result["lazy"]["mean_best_f_by_members"] == pytest.approx((1 + 0.5) / 2)
    assert result["mid"]["recall"] == {"value": 0, "count": 0, "of": 1}


def test_exactly_eight_tenths_is_recovered(tmp_path: Path) -> None:
    """A cluster of two of a ring of three has F = 0.8 and counts."""
    result = figures(tmp_path, cluster("x", "a", "b"), ring("r", "lazy", "a", "b", "c"))
    assert result["by_ring_kind"]["lazy"]["recovered"]["count"] == 1


def test_honest_accounts_are_counted_by_their_crowd(tmp_path: Path) -> None:
    """Each crowd says how many of how many were flagged; accounts of no crowd come first as none."""
    truth = [*crowd("", "p", "q"), *crowd("agency", "h", "i", "j"), *crowd("campus", "k"), *ring("r", "lazy", "a")]
    result = figures(tmp_path, [*cluster("x", "h", "i", "q"), *cluster("y", "k", verdict="clear")], truth)["honest"]
    assert (result["flagged"], result["accounts"], result["per_million"]) == (3, 6, {"value": 500_000})
    assert list(result["by_group"]) == ["none", "agency", "campus"]
    assert result["by_group"]["agency"] == {"value": 2 / 3, "count": 2, "of": 3}
    assert result["by_group"]["campus"] == {"value": 0, "count": 0, "of": 1}
    assert result["by_group"]["none"] == {"value": 0.5, "count": 1, "of": 2}


def test_pieces_are_the_fewest_clusters_that_hold_nine_tenths(tmp_path: Path) -> None:
    """A hydra of ten in clusters of six, three and one is in two pieces; the largest holds two strangers."""
    h = [f"h{i}" for i in range(10)]
    members = [*cluster("x", *h[:6], "s", "t"), *cluster("y", *h[6:9]), *cluster("z", h[9])]
    hydra = figures(tmp_path, members, [*ring("r", "hydra", *h), *crowd("", "s", "t")])["hydras"][0]
    assert hydra["size"] == 10
    assert hydra["pieces"] == {"value": 2}
    assert hydra["largest"] == {"value": 0.6, "count": 6, "of": 10}
    assert hydra["purity"] == {"value": 0.75, "count": 6, "of": 8}
    assert hydra["flagged_purity"] == hydra["purity"]


def test_a_hydra_that_is_mostly_missed_has_no_pieces_but_a_reason(tmp_path: Path) -> None:
    """Below nine tenths there is no number of pieces; without any member in a cluster there is no purity."""
    h = [f"h{i}" for i in range(10)]
    truth = [*ring("big", "hydra", *h), *ring("small", "hydra", "k", "l")]
    big, small = figures(tmp_path, cluster("x", *h[:8]), truth)["hydras"]
    assert big["pieces"]["value"] is None and "90%" in big["pieces"]["reason"]
    assert small["purity"]["value"] is None and "no member" in small["purity"]["reason"]
    assert small["campaigns"]["adjusted_rand"]["value"] is None


def test_campaigns_are_compared_inside_the_hydra(tmp_path: Path) -> None:
    """Campaign clusters that match the campaigns have index one, over the members that are in one."""
    truth = [*ring("r", "hydra", "a", "b", campaign="c1"), *ring("r", "hydra", "d", "e", "f", campaign="c2")]
    members = [
        *cluster("op", "a", "b", "d", "e", "f"),
        *cluster("ca1", "a", "b", level="campaign"),
        *cluster("ca2", "d", "e", level="campaign"),
    ]
    campaigns = figures(tmp_path, members, truth)["hydras"][0]["campaigns"]
    assert campaigns["adjusted_rand"] == {"value": 1.0}
    assert campaigns["in_clusters"] == {"value": 0.8, "count": 4, "of": 5}


def test_the_campaign_level_compares_with_campaigns(tmp_path: Path) -> None:
    """At campaign level B-cubed cuts a ring with campaigns into them and leaves other rings whole."""
    truth = [
        *ring("r", "hydra", "a", "b", campaign="c1"),
        *ring("r", "hydra", "d", "e", campaign="c2"),
        *ring("s", "lazy", "k", "l"),
    ]
    members = [cluster(f"ca{i}", *pair, level="campaign") for i, pair in enumerate(("ab", "de", "kl"))]
    flat = [line for lines in members for line in lines]
    assert figures(tmp_path, flat, truth, "campaign")["b_cubed"]["members"]["f"] == 1
    assert figures(tmp_path, flat, truth)["b_cubed"]["members"]["recall"] == pytest.approx(1 / 3)


def test_bcubed_is_over_accounts_in_rings_or_clusters(tmp_path: Path) -> None:
    """Innocents outside all clusters do not count; flagged and all members are told apart."""
    members = [*cluster("x", "a", "b"), *cluster("x", "h", verdict="watch")]
    result = figures(tmp_path, members, [*ring("r", "lazy", "a", "b"), *crowd("", "h", "i", "j")])["b_cubed"]
    assert result["flagged"] == {"precision": 1, "recall": 1, "f": 1, "accounts": 2}
    assert result["members"]["accounts"] == 3
    assert result["members"]["precision"] == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)


def test_scores_are_held_against_the_truth(tmp_path: Path) -> None:
    """Brier is the mean squared error of scores; reliability says what share of each tenth is in rings."""
    members = [
        *cluster("x", "a", "h", score=0.95),
        *cluster("y", "b", score=1),
        *cluster("z", "c", score=0, verdict="clear"),
    ]
    result = figures(tmp_path, members, [*ring("r", "lazy", "a", "b", "c"), *crowd("", "h")])["scores"]
    assert result["flagged"]["brier"]["value"] == pytest.approx((0.05**2 + 0.95**2 + 0) / 3)
    assert result["members"]["brier"]["value"] == pytest.approx((0.05**2 + 0.95**2 + 0 + 1) / 4)
    (top,) = result["flagged"]["reliability"]
    assert (top["from"], top["to"], top["accounts"]) == (0.9, 1.0, 3)
    assert top["mean_score"] == pytest.approx(2.9 / 3) and top["in_rings"] == pytest.approx(2 / 3)
    assert [b["from"] for b in result["members"]["reliability"]] == [0.0, 0.9]


def test_sure_clusters_are_right_when_one_ring_has_most_of_their_flagged(tmp_path: Path) -> None:
    """Of three flagged clusters that score 0.9, one is mixed of two rings; one below 0.9 does not count."""
    members = [
        *cluster("x", "a", "b", score=0.95),
        *cluster("x", "h", score=0.95, verdict="watch"),
        *cluster("y", "c", "d", score=0.9),
        *cluster("z", "i", "j", score=0.5),
        *cluster("w", "e", score=1),
    ]
    truth = [*ring("r", "lazy", "a", "b", "c"), *ring("s", "mid", "d", "e"), *crowd("", "h", "i", "j")]
    assert figures(tmp_path, members, truth)["scores"]["sure_clusters"] == {"value": 2 / 3, "count": 2, "of": 3}


def test_half_recovered_is_from_half_on(tmp_path: Path) -> None:
    """A ring of which a cluster holds a third is at F = 0.5: half recovered, not recovered."""
    result = figures(tmp_path, cluster("x", "a"), ring("r", "lazy", "a", "b", "c"))["by_ring_kind"]["lazy"]
    assert (result["half_recovered"]["count"], result["recovered"]["count"]) == (1, 0)


def test_nothing_said_gives_null_with_reasons_never_nan(tmp_path: Path) -> None:
    """A table without members is fair: recall 0, and what cannot be given is null beside its reason."""
    result = figures(tmp_path, [], [*ring("r", "lazy", "a", "b"), *crowd("", "h")])
    assert result["flagged"]["precision"] == {"value": None, "count": 0, "of": 0, "reason": "no account is flagged"}
    assert result["flagged"]["recall"]["value"] == 0
    assert result["by_ring_kind"]["lazy"]["mean_best_f"] == 0
    assert result["scores"]["flagged"]["brier"]["value"] is None
    assert result["clusters"] == 0


def test_a_truth_without_rings_or_without_innocents(tmp_path: Path) -> None:
    """Recall, or honest accounts per million, is null with a reason."""
    no_ring = figures(tmp_path, cluster("x", "h"), crowd("office", "h"))
    assert no_ring["flagged"]["recall"]["reason"] == "the truth has no ring"
    assert (no_ring["by_ring_kind"], no_ring["hydras"]) == ({}, [])
    no_honest = figures(tmp_path, cluster("x", "a"), ring("r", "lazy", "a"))
    assert no_honest["honest"]["per_million"]["reason"] == "the truth has no innocent"
    nothing = figures(tmp_path, [], crowd("office", "h"))
    assert nothing["b_cubed"]["members"]["reason"] == "no ring and no cluster"


def test_the_order_of_rows_and_columns_changes_nothing(tmp_path: Path) -> None:
    """Shuffled rows, further columns and another order of columns give the same figures."""
    truth = [*ring("r", "lazy", "a", "b", "c"), *ring("s", "hydra", "d", "e"), *crowd("cafe", "h")]
    members = [*cluster("x", "a", "b", "h"), *cluster("y", "d", "e", score=0.7)]
    expected = figures(tmp_path, members, truth)
    assert figures(tmp_path, members[::-1], truth[::-1]) == expected
    rows = [line.split(",") for line in [MEMBERS, *members]]
    (tmp_path / "m.csv").write_text("\r\n".join(",".join(["extra", *row[::-1]]) for row in rows) + "\r\n")
    (tmp_path / "t.csv").write_bytes(b"\xef\xbb\xbf" + "\n".join([TRUTH, *truth]).encode())
    assert evaluate(tmp_path / "m.csv", tmp_path / "t.csv").as_dict() == expected


def test_quoted_fields_are_understood(tmp_path: Path) -> None:
    """Ids with commas, quotes and line breaks are ids like any other."""
    truth = ['"a, b",r,lazy,,', '"c\n""d""",r,lazy,,']
    result = figures(tmp_path, ['"a, b",x,operator,0.9,flagged', '"c\n""d""",x,operator,0.9,flagged'], truth)
    assert result["flagged"]["recall"]["value"] == 1


def test_an_unknown_level_is_a_usage_error(tmp_path: Path) -> None:
    """Only operator and campaign are levels."""
    with pytest.raises(UsageError, match="no level"):
        evaluate(tmp_path / "m.csv", tmp_path / "t.csv", level="city")  # type: ignore[arg-type]
