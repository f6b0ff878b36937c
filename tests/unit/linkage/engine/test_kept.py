"""What was worked out is kept for its state, and no more of it than may be."""

from __future__ import annotations

from linkage.engine.kept import Kept


def test_a_thing_is_made_once_for_each_state() -> None:
    """Asked again it is the same; of another state it is made anew, and the former one is gone."""
    made: list[str] = []

    def make(text: str) -> str:
        made.append(text)
        return text

    kept = Kept[str](100)
    assert [kept.get("a", state, lambda: make("x")) for state in (1, 1, 2, 1)] == ["x"] * 4
    assert len(made) == 3


def test_what_was_asked_for_longest_ago_is_forgotten_first() -> None:
    """One thing may be longer than all that is kept; the rest goes for it."""
    made: list[str] = []

    def make(text: str) -> str:
        made.append(text)
        return text

    kept = Kept[str](5)
    for name in ("aa", "bb", "aa", "cc", "aa", "bb"):
        kept.get(name, 1, lambda: make(name))  # noqa: B023  it is called at once
    assert made == ["aa", "bb", "cc", "bb"]
    kept.get("long enough", 1, lambda: make("long enough"))
    assert kept.get("long enough", 1, lambda: make("again")) == "long enough"
