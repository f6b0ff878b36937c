"""The contract is one: its tests know no store by name and branch on none."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

STORE = re.compile("arcade|embedded|bolt|neo4j", re.IGNORECASE)
EXCUSES = frozenset({"isinstance", "issubclass", "skip", "skipif", "xfail", "importorskip"})
FILES = sorted(path for path in Path(__file__).parent.glob("*.py") if path != Path(__file__))


def offences(source: str) -> list[str]:
    """Return what in a contract test depends on which store it runs."""
    nodes = list(ast.walk(ast.parse(source)))
    words = [word for node in nodes for word in _names(node)]
    branches = [ast.unparse(n.test) for n in nodes if isinstance(n, ast.If | ast.IfExp | ast.While)]
    branches += [ast.unparse(n) for n in nodes if isinstance(n, ast.Compare)]
    branches += [ast.unparse(n.subject) for n in nodes if isinstance(n, ast.Match)]
    return [word for word in words if STORE.search(word) or word in EXCUSES] + [
        branch for branch in branches if STORE.search(branch) or ".info()." in branch
    ]


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
    if isinstance(node, ast.arg):
        return [node.arg]
    return [node.id] if isinstance(node, ast.Name) else [node.attr] if isinstance(node, ast.Attribute) else []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_contract_test_depends_on_no_store(path: Path) -> None:
    """No import, name, skip or branch in a contract test says which store it is about."""
    assert offences(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "from linkage.store.embedded import EmbeddedStore",
        "import neo4j",
        "def test(neo4j_5): ...",
        "if kind == 'embedded': pass",
        "if any_store.info().product == 'x': pass",
        "x = 1 if any_store.info().gds else 2",
        "isinstance(any_store, object)",
        "import pytest\npytest.skip('not here')",
        "import pytest\n@pytest.mark.xfail\ndef test(): ...",
    ],
)
def test_the_guard_sees_an_expectation_for_one_store(source: str) -> None:
    """Each way to expect something of one store only is caught."""
    assert offences(source)
