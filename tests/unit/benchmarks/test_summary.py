"""Figures of many worlds become means with intervals; a page takes them between its markers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.measure import Measured
from benchmarks.page import PAGE, write_part
from benchmarks.reliability import draw
from benchmarks.suite import Job
from benchmarks.summary import Bin, mean, over, reliability

JOB = Job("simulated", 1000, 0.5, 1)


def test_the_interval_holds_the_mean_and_is_the_same_every_time() -> None:
    """A mean of worlds lies in its interval; one world, or equal worlds, have none to show."""
    spread = mean([0.5, 0.7, 0.9, 1.0, None])
    assert spread.worlds == 4 and spread.value == pytest.approx(0.775)
    assert spread.low < spread.value < spread.high
    assert mean([0.5, 0.7, 0.9, 1.0]) == spread
    assert mean([1.0, 1.0]).text() == "1.00"
    assert mean([None]).text() == "-" and np.isnan(mean([]).value)


def test_worlds_without_a_figure_are_left_out() -> None:
    """A world with no ring of a kind says nothing of that kind."""
    worlds = [Measured(JOB, {"m": {"x": {"value": value}} if value else {}}, {}) for value in (1.0, None, 0.5)]
    found = over(worlds, "m", lambda f: f["x"])
    assert (found.value, found.worlds) == (0.75, 2)


def test_reliability_adds_up_accounts_of_all_worlds() -> None:
    """A bin's means are weighted by the accounts of each world."""

    def world(accounts: int, score: float, in_rings: float) -> Measured:
        row = {"from": 0.9, "to": 1.0, "accounts": accounts, "mean_score": score, "in_rings": in_rings}
        return Measured(JOB, {"m": {"scores": {"members": {"reliability": [row]}}}}, {})

    (found,) = reliability([world(30, 0.9, 1.0), world(10, 0.98, 0.6)], "m", "members")
    assert (found.low, found.accounts) == (0.9, 40)
    assert found.score == pytest.approx(0.92) and found.in_rings == pytest.approx(0.9)


def test_a_part_is_replaced_and_the_rest_stays(tmp_path: Path) -> None:
    """Only what stands between the markers of the name changes; unknown names are refused."""
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- begin: x -->\nold\n<!-- end: x -->\nb\n")
    write_part("x", "new\n", page)
    assert page.read_text() == "a\n<!-- begin: x -->\nnew\n<!-- end: x -->\nb\n"
    with pytest.raises(ValueError, match="no part"):
        write_part("y", "new", page)


def test_the_page_has_a_part_for_every_command() -> None:
    """What the commands write has its place on the committed page."""
    text = PAGE.read_text("utf-8")
    for name in ("make eval", "evasion", "ablation"):
        assert f"<!-- begin: {name} -->" in text and f"<!-- end: {name} -->" in text


def test_the_curve_is_a_picture(tmp_path: Path) -> None:
    """One dot a bin."""
    draw([Bin(0.1, 5, 0.15, 0.2), Bin(0.9, 50, 0.95, 0.9)], tmp_path / "r.svg")
    text = (tmp_path / "r.svg").read_text()
    assert text.startswith("<svg") and text.count("<circle") == 2
