"""The printed evaluation of a small world, letter by letter."""

from __future__ import annotations

from pathlib import Path

from linkage.evaluate.evaluate import evaluate

HERE = Path(__file__).parent / "evaluate"


def test_the_report_is_the_committed_one() -> None:
    """Layout, rounding and reasons of the report are what the golden file shows; run this file to write it anew."""
    assert report() == (HERE / "report.txt").read_text("utf-8")


def test_the_report_of_nothing_is_the_committed_one() -> None:
    """Where nothing was said, dashes stand for figures and reasons explain them."""
    assert report("nothing.csv") == (HERE / "nothing.txt").read_text("utf-8")


def report(members: str = "members.csv") -> str:
    """The text of the golden case."""
    return evaluate(HERE / members, HERE / "truth.csv").as_text() + "\n"


if __name__ == "__main__":
    (HERE / "report.txt").write_text(report(), "utf-8")
    (HERE / "nothing.txt").write_text(report("nothing.csv"), "utf-8")
