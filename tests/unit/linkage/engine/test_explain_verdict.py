"""What speaks against a verdict, and what would change it, is said in words."""

from __future__ import annotations

from typing import Any

import pytest

from linkage.engine.explain_verdict import WHY_SPARED, WOULD_FLAG, caution, would_change
from linkage.judge import judged

CODES = (*judged.SPARED, "unlikely")


def _membership(**known: Any) -> dict[str, Any]:
    usual = {"redundancy": 3, "kinds": 3, "verdict": "watch", "cluster_verdict": "flagged", "cluster_score": 0.97}
    return usual | {"evidence": None, "against": None, "spared": ""} | known


@pytest.mark.parametrize("code", CODES)
def test_every_reason_to_spare_an_account_is_said_with_what_would_flag_it(code: str) -> None:
    """Whoever is spared in a flagged cluster can read why, and what would end it."""
    known = {"one_kind": {"kinds": 1}, "one_thing": {"redundancy": 0}}.get(code, {})
    membership = _membership(spared=code, **known)
    assert len(caution(membership, [])) == 1
    assert would_change(membership, [])[0] == WOULD_FLAG[code]


def test_there_is_a_sentence_for_each_code_and_no_other() -> None:
    """The codes the judge gives are those that are explained."""
    assert set(WOULD_FLAG) == set(CODES)
    assert set(WHY_SPARED) == set(CODES) - {"one_kind", "one_thing"}


@pytest.mark.parametrize(("spared", "said"), [("", "would be flagged"), ("visited", "would not be flagged")])
def test_a_member_of_a_watched_cluster_hears_whether_it_would_be_flagged_with_it(spared: str, said: str) -> None:
    """Its own verdict depends on its cluster's, unless it is spared."""
    assert said in would_change(_membership(spared=spared, cluster_verdict="watch", cluster_score=0.7), [])[0]


@pytest.mark.parametrize("verdict", ["flagged", "watch"])
def test_what_was_published_before_reasons_were_kept_is_explained_without(verdict: str) -> None:
    """A store of an earlier version knows no reason: none is made up."""
    older = _membership(kinds=1, spared=None, cluster_verdict=verdict)
    assert caution(older, []) == ["All that ties it is of one kind; no account is flagged on one kind of evidence."]
    assert not {*WOULD_FLAG.values()} & {*would_change(older, [])}
    assert not any("with its cluster" in said for said in would_change(older, []))


@pytest.mark.parametrize(("within", "said"), [(0.0, "but those of one kind"), (3.0, "Had it not been registered")])
def test_a_flagged_member_hears_what_carries_its_verdict(within: float, said: str) -> None:
    """Its ties of two kinds, or those of one and when it was registered."""
    assert said in would_change(_membership(verdict="flagged", within_days=within), [])[0]


def test_of_an_account_in_no_cluster_nothing_is_said() -> None:
    """There is no verdict to change."""
    assert caution({}, []) == would_change({}, []) == []


def test_of_a_cluster_that_nobody_can_judge_no_argument_is_said_to_decide() -> None:
    """Its score was raised so that it is watched: what its arguments weigh does not lead there."""
    against = '[{"code": "one_thing_for_all", "weight": -4.0, "sentence": ""}]'
    known = {"cluster_verdict": "watch", "against": against, "spared": None}
    assert would_change(_membership(cluster_score=0.5, **known), []) == []
    assert "one thing for all" in would_change(_membership(cluster_score=0.6, **known), [])[0]
