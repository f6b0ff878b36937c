"""The contract is one: its tests know no store by name and branch on none."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

STORES = re.compile(r"arcade|embedded|bolt|neo4j(?!-transaction-1'|\"\)|$)", re.IGNORECASE)
BRANCHES = re.compile(r"^(isinstance|issubclass|skipif|xfail|skip|importorskip)$")
FILES = sorted(path for path in Path(__file__).parent.glob("*.py") if path != Path(__file__))


def offences(source: str) -> list[str]:
    """Return what in a contract test depends on which store it runs."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
            found += [f"imports {name}" for name in names if STORES.search(name)]
        elif isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            if STORES.search(name) or BRANCHES.match(name) or name in ("store", "settings", "any_settings"):
                found += [f"uses {name}"] if name not in ("store",) else []
        elif isinstance(node, ast.If | ast.IfExp | ast.Match):
            test = node.subject if isinstance(node, ast.Match) else node.test
            if any(isinstance(n, ast.Call | ast.Attribute) and "info" in ast.unparse(n) for n in ast.walk(test)):
                found.append("branches on what the store says it is")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_contract_test_depends_on_no_store(path: Path) -> None:
    """No import, name, skip or branch in a contract test says which store it is about."""
    assert offences(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "from linkage.store.embedded import EmbeddedStore",
        "import neo4j",
        "def test(neo4j_5): ...\nneo4j_5",
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
