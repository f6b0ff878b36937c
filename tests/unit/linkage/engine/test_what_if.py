"""What would be left of an account's ties is counted as the judge counts, and nothing is said that it would not do."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from linkage.engine.what_if import _kinds, _sentences
from linkage.judge.explanation import Explanation
from linkage.model.kind import Kinds

TIE = SimpleNamespace(kind="device", contribution=0.5)
FINGERPRINT = SimpleNamespace(kind="fingerprint", occasions=1)
ONCE = SimpleNamespace(kind="moment", occasions=1)
TWICE = SimpleNamespace(kind="moment", occasions=2)


def explained(behaviour: list[Any], registered: object = None) -> Explanation:
    known = {"cluster": "op-1", "verdict": "flagged", "ties": (TIE, TIE), "behaviour": tuple(behaviour)}
    return cast(Explanation, SimpleNamespace(**known, registered=registered))


@pytest.mark.parametrize(
    ("behaviour", "kinds"), [([], 1), ([ONCE], 1), ([TWICE], 2), ([FINGERPRINT], 2), ([FINGERPRINT, TWICE], 3)]
)
def test_requests_and_moments_are_two_kinds_and_one_coincidence_is_none(behaviour: list[Any], kinds: int) -> None:
    """As for the account's own verdict."""
    assert _kinds(explained(behaviour), cast(Any, [TIE]), Kinds()) == kinds


@pytest.mark.parametrize(("registered", "said"), [(None, True), (SimpleNamespace(), False)])
def test_who_was_registered_with_others_may_be_flagged_on_one_kind(registered: object, said: bool) -> None:
    """Only of who was not is it certain."""
    sentences = _sentences(explained([], registered), cast(Any, [TIE]), cast(Any, [TIE]), 1, 0)
    assert ("It would not be flagged: what is left is of one kind." in sentences) is said
