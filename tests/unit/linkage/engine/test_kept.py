"""What was worked out is kept for its state, and no more of it than may be."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from linkage.engine.kept import Kept


class Maker:
    """Makes texts, and remembers which."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def make(self, text: str) -> str:
        self.made.append(text)
        return text


def test_a_thing_is_made_once_for_each_state() -> None:
    """Asked again it is the same; of another state it is made anew, and the former one is gone."""
    maker = Maker()
    kept = Kept[str](100)
    assert [kept.get("a", state, lambda: maker.make("x")) for state in (1, 1, 2, 1)] == ["x"] * 4
    assert len(maker.made) == 3


def test_what_was_asked_for_longest_ago_is_forgotten_first() -> None:
    """One thing may be longer than all that is kept; the rest goes for it."""
    maker = Maker()
    kept = Kept[str](5)
    for name in ("aa", "bb", "aa", "cc", "aa", "bb"):
        kept.get(name, 1, lambda: maker.make(name))  # noqa: B023  it is called at once
    assert maker.made == ["aa", "bb", "cc", "bb"]
    kept.get("long enough", 1, lambda: maker.make("long enough"))
    assert kept.get("long enough", 1, lambda: maker.make("again")) == "long enough"


def test_one_thing_is_made_while_another_is() -> None:
    """Each waits in its making for the other to have begun."""
    kept = Kept[str](100)
    both = threading.Barrier(2, timeout=10)

    def make(text: str) -> str:
        both.wait()
        return text

    with ThreadPoolExecutor(2) as pool:
        made = [pool.submit(kept.get, name, 1, partial(make, str(name))) for name in (1, 2)]  # ints: gates of their own
        assert [future.result() for future in made] == ["1", "2"]


def test_who_asks_while_it_is_made_gets_the_same() -> None:
    """Many at once: it is made once."""
    maker = Maker()
    kept = Kept[str](100)
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda _: kept.get("a", 1, lambda: maker.make("x")), range(50)))
    assert got == ["x"] * 50
    assert maker.made == ["x"]
