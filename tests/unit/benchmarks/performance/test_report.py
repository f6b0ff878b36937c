"""The page shows what was kept, and parts that were not measured again stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks.performance import estimate, report, results, ways
from benchmarks.performance.peers import PEERS

KERNEL = {
    "name": "linkage", "accounts": 1000, "objective": "cpm", "edges": 2_000_000, "ready": 0.5, "convert": 0.0,
    "find": 1.25, "cpu": 1.2, "megabytes": 100.0, "communities": 3, "modularity": 0.5, "of_graph": 0.6, "rings": 4,
    "found": 3, "f1": 0.75, "same": True,
}  # fmt: skip
PAGE = "".join(f"<!-- begin: {part} -->\nold {part}\n<!-- end: {part} -->\n" for part in report.PARTS)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for results, and a page."""
    monkeypatch.setattr(report, "read", lambda section: results.read(section, tmp_path))
    (tmp_path / "page.md").write_text(PAGE)
    return tmp_path


def test_a_row_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    """What is measured again is kept once; the rest stays."""
    for row in ({"name": "a", "accounts": 1, "find": 1}, {"name": "b", "accounts": 1}, {"name": "a", "accounts": 1}):
        results.keep("kernels", row, tmp_path)
    rows = results.read("kernels", tmp_path)
    assert [row["name"] for row in rows] == ["b", "a"]
    assert "find" not in rows[1]


def test_all_steps_of_a_way_are_forgotten(tmp_path: Path) -> None:
    """What a way did on another size stays."""
    for accounts, step in ((1, "load"), (1, "detect"), (2, "load")):
        results.keep("whole", {"name": "a", "accounts": accounts, "step": step}, tmp_path)
    results.forget("whole", "a", 1, tmp_path)
    assert [(row["accounts"], row["step"]) for row in results.read("whole", tmp_path)] == [(2, "load")]


def test_the_page_is_renewed_in_parts(folder: Path) -> None:
    """Kernels are shown with their picture, a failure with its reason; other sections stay as they were."""
    results.keep("kernels", KERNEL, folder)
    results.keep("kernels", {"name": "networkx Louvain", "accounts": 1000, "failure": "not done in 5 s"}, folder)
    assert report.renew(folder / "page.md") == ["kernels"]
    text = (folder / "page.md").read_text()
    assert "| linkage | cpm | 0.00 | 1.25 | 1.20 | 100 | 52 | 0.5000 | 0.6000 | 3 of 4 | 0.750 | yes |" in text
    assert "| networkx Louvain | not done in 5 s |" in text
    assert "old storage" in text and "old kernels" not in text
    assert "<polyline" in (folder / report.PICTURE).read_text()


def test_the_committed_page_has_every_part() -> None:
    """What a section measures has its place on the page."""
    page = report.PAGE.read_text("utf-8")
    assert [part for part in report.PARTS if f"<!-- begin: {part} -->" not in page] == []


def test_everything_has_an_estimate(capsys: pytest.CaptureFixture[str]) -> None:
    """How long each engine and each way takes is known beforehand, and said."""
    assert set(estimate.KERNELS) == set(PEERS)
    assert set(estimate.WAYS) == {*ways.WHOLE, *ways.STORAGE}
    command.main(["--estimate"])
    assert "kernels, storage, whole, scale, reads: about " in capsys.readouterr().err
