"""The notebooks of the documentation run from their first cell to their last, on real stores."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from linkage.config import Settings
from tests.conftest import wipe

HOWTO = Path(__file__).parents[2] / "docs" / "howto"
NOTEBOOKS = sorted(HOWTO.glob("*.ipynb"))


def read(path: Path) -> Any:
    """Return a notebook."""
    return nbformat.reads(path.read_text("utf-8"), as_version=4)  # type: ignore[no-untyped-call]


def run(name: str, folder: Path) -> dict[str, str]:
    """Run a notebook and return what each cell of code showed last, by its first line."""
    notebook = read(HOWTO / name)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}}).execute()
    return {
        cell.source.splitlines()[0]: _shown(cell.outputs[-1])
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.outputs
    }


def _shown(output: Any) -> str:
    return str(output.get("data", {}).get("text/plain", output.get("text", "")))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_is_committed_without_what_it_showed(notebook: Path) -> None:
    """No output, no count of runs, nothing of the machine it was written on."""
    for cell in read(notebook).cells:
        assert cell.metadata == {}
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_notebook_shows_a_cluster(tmp_path: Path) -> None:
    """The ring that was simulated is found, drawn, opened and taken into networkx."""
    shown = run("notebook.ipynb", tmp_path)
    largest = re.search(r"'(op-\w+)', (\d+), 'flagged'", shown["from linkage.engine.query import ask"])
    assert largest is not None
    assert int(largest[2]) > 200
    assert "ClusterWidget" in shown["from linkage.notebook import show"]
    nodes, edges = map(int, re.findall(r"\d+", shown['widget.opened = ["a.0"]'])[:2])
    assert 10 < nodes < 600
    assert edges > nodes / 2


@pytest.mark.neo4j
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_notebook_uses_py2neo(neo4j_5: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What py2neo reads is what was detected, and what it writes is there."""
    wipe(neo4j_5)
    for name, value in (
        ("LINKAGE_STORE", neo4j_5.store),
        ("NEO4J_USERNAME", neo4j_5.neo4j_username),
        ("NEO4J_PASSWORD", neo4j_5.neo4j_password),
        ("LINKAGE_CACHE", "off"),
    ):
        monkeypatch.setenv(name, value)
    shown = run("notebook-py2neo.ipynb", tmp_path)
    assert "'cluster': 'op-" in shown["from linkage.interop import py2neo_graph"]
    assert shown["from py2neo import Node, NodeMatcher, Relationship"] == "1"
    wipe(neo4j_5)
