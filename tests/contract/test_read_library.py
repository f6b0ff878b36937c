"""Every question of the library, asked of one small world, has the same answer on every store: the one written down.

``tests/golden/read/graph.cypher`` is the world. ``tests/golden/read/NAME.txt`` holds, for question NAME, blocks of one
line ``? NAME parameter=value ...`` and the answer as CSV.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from linkage.config import Settings
from linkage.engine import query, render
from linkage.engine.export import export_clusters, export_members
from linkage.store.base import GraphStore
from linkage.store.open import open_store
from tests import small_world

GOLDEN = small_world.GOLDEN


@dataclass(frozen=True)
class Case:
    """One question with its parameters and its answer as CSV lines."""

    name: str
    params: dict[str, str]
    lines: list[str]


@dataclass(frozen=True)
class World:
    """The small world in one store."""

    store: GraphStore
    settings: Settings

    def ask(self, case: Case, **more: str) -> list[str]:
        """Return the answer as CSV lines."""
        answer = query.ask(self.store, self.settings, case.name, {**case.params, **more})
        return list(render.lines(answer, "csv"))


def cases() -> list[Case]:
    """Read every case of every golden file."""
    found = []
    for file in sorted(GOLDEN.glob("*.txt")):
        for block in file.read_text("utf-8").strip().split("\n\n"):
            asked, *lines = block.split("\n")
            mark, name, *params = shlex.split(asked)
            assert (mark, name) == ("?", file.stem), file
            found.append(Case(name, dict(p.split("=", 1) for p in params), lines))
    return found


CASES = cases()


@pytest.fixture(scope="module")
def world(any_module_settings: Settings) -> Iterator[World]:
    """Put the small world into every store in turn."""
    settings = any_module_settings
    store = open_store(settings, create=True)
    try:
        small_world.fill(store)
        yield World(store, settings)
    finally:
        store.close()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.name}({','.join(case.params.values())})")
def test_a_question_has_the_answer_written_down(world: World, case: Case) -> None:
    """Same question, same world: the same rows in the same order on every store."""
    assert world.ask(case) == case.lines


@pytest.mark.parametrize("case", [c for c in CASES if len(c.lines) > 2], ids=lambda case: case.name)
def test_a_limit_takes_the_first_rows(world: World, case: Case) -> None:
    """The order is total: a smaller limit gives the beginning of the same answer."""
    assert world.ask(case, limit="1") == case.lines[:2]


def test_every_question_has_an_answer_written_down_and_a_row_in_it() -> None:
    """A question without an expected answer, or with an empty one only, is not tested."""
    answered = {case.name for case in CASES if len(case.lines) > 1}
    assert answered == set(query.question_names())


def test_there_are_questions_enough() -> None:
    """The library answers at least thirty questions."""
    assert len(query.question_names()) >= 30


def test_exports_are_equal_byte_by_byte(world: World, tmp_path: Path) -> None:
    """Members and clusters of the same world are the same files, whatever the store."""
    export_members(world.store, tmp_path / "members.csv")
    export_clusters(world.store, tmp_path / "clusters.csv")
    for name in ("members.csv", "clusters.csv"):
        assert (tmp_path / name).read_bytes() == (GOLDEN / name).read_bytes()
