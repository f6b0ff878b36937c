"""Every command, setting, route, query, kind, error and dependency is documented, and no link is dead."""

from __future__ import annotations

import configparser
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from linkage import errors, queries
from linkage.api.application import assemble
from linkage.cli.app import linkage
from linkage.engine.query import question_names
from linkage.model.kind import BUILTIN

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def read(page: Path) -> str:
    return page.read_text("utf-8")


def test_generated_pages_are_current() -> None:
    """The pages written from the code say what the code says; ``make docs`` renews them."""
    command = [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert result.returncode == 0, result.stderr


def commands(command: click.Command, path: str) -> Iterator[str]:
    yield path
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from commands(below, f"{path} {name}")


@pytest.mark.parametrize("command", list(commands(linkage, "linkage")))
def test_commands_are_documented(command: str) -> None:
    """Each command has its section."""
    assert f"\n## {command}\n" in read(REFERENCE / "commands.md")


def variables() -> set[str]:
    """Every environment variable that the code, the tests or the build reads."""
    files = [*(ROOT / "linkage").rglob("*.py"), *(ROOT / "api").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    texts = [read(file) for file in (*files, ROOT / "Makefile", ROOT / ".ci" / "run") if file != Path(__file__)]
    return {name for text in texts for name in re.findall(r"\b(?:LINKAGE|NEO4J)_[A-Z0-9_]+\b", text)}


NOT_SETTINGS = {"NEO4J_HOME", "NEO4J_CONF"}
"""Variables of Neo4j's own start-up, which the tests' servers set for their own process."""


def test_settings_are_documented() -> None:
    """No environment variable is read that the page of settings does not name."""
    page = read(REFERENCE / "settings.md")
    assert sorted(name for name in variables() - NOT_SETTINGS if f"`{name}`" not in page) == []


def routes() -> list[str]:
    """Every route that the application answers, spelt as OpenAPI does, but for the files of the API page."""
    rules = [rule.rule for rule in assemble().url_map.iter_rules()]
    found = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule) for rule in rules}
    return sorted(found - {"/docs/assets/{name}", "/docs/start.js"})


@pytest.mark.parametrize("route", routes())
def test_routes_are_documented(route: str) -> None:
    """Each route is on the page of routes."""
    assert route in read(REFERENCE / "http.md")


@pytest.mark.parametrize("name", question_names())
def test_questions_are_documented(name: str) -> None:
    """Each question of the library has its section."""
    assert f"\n## {name}\n" in read(REFERENCE / "queries.md")


def test_every_query_is_documented() -> None:
    """So has what linkage runs for itself, in a line each."""
    page = read(REFERENCE / "queries.md")
    assert [name for name in queries.names() if name not in page] == []


def test_the_graph_is_documented() -> None:
    """Each label and relationship type that a query names is on the page of the graph."""
    text = "\n".join(read(file) for file in (ROOT / "cypher").rglob("*.cypher"))
    named = set(re.findall(r"[(\[]\w*:([A-Z]\w+)", text)) - {"KIND", "PARENT", *(kind.label for kind in BUILTIN)}
    page = read(REFERENCE / "graph.md")
    assert len(named) > 10
    assert sorted(name for name in named if not re.search(rf"\b{name}\b", page)) == []


def test_kinds_are_documented() -> None:
    """Each built-in kind has its line."""
    page = read(REFERENCE / "kinds.md")
    assert [kind.name for kind in BUILTIN if f"| `{kind.name}` |" not in page] == []


def every_error(kind: type[errors.LinkageError]) -> Iterator[type[errors.LinkageError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from every_error(below)


def test_errors_are_documented() -> None:
    """Each error has its line, and its place in the drawn tree."""
    page, tree = read(REFERENCE / "errors.md"), str(errors.__doc__)
    for kind in every_error(errors.LinkageError):
        assert f"| `{kind.code}` |" in page
        assert re.search(rf"\b{kind.__name__} +(exit {kind.exit_code}|code, cause)", tree), kind


def dependencies() -> dict[str, set[str]]:
    """Names of what setup.cfg asks for, by extra; the core is the empty extra."""
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg")
    groups = {"": config["options"]["install_requires"], **config["options.extras_require"]}
    python = {extra: set(re.findall(r"^[\w.-]+", text, re.MULTILINE)) for extra, text in groups.items()}
    page = json.loads(read(ROOT / "api" / "explorer" / "package.json"))
    return {**python, "page": {*page["dependencies"], *page["devDependencies"]}}


def licences() -> dict[str, str]:
    """Licence of each dependency, from the page."""
    rows = re.findall(r"^\| ([a-z0-9@/-]+) \|(.*)\|$", read(ROOT / "docs" / "why" / "dependencies.md"), re.MULTILINE)
    return {name: cells for name, cells in rows if name not in ("package", "---")}


def test_dependencies_are_documented() -> None:
    """Each dependency has a line with its licence and its reason, and nothing else has."""
    assert set(licences()) == set().union(*dependencies().values())


def test_the_core_is_permissive() -> None:
    """No copyleft licence reaches whoever only installs the package, with any of the extras but the benchmarks'."""
    strict = {name for name, cells in licences().items() if "GPL" in cells}
    elsewhere = set().union(*(names for extra, names in dependencies().items() if extra != "bench"))
    assert strict
    assert strict.isdisjoint(elsewhere)


TAKEN = {
    ROOT / "docs" / "tutorial" / "explorer" / f"{name}.png"
    for name in re.findall(r'picture\(hand\.page, "([\w-]+)"\)', read(ROOT / "tests" / "browser" / "test_tasks.py"))
}
"""Pictures that the tests of the explorer take; they are not in the repository."""


def links(page: Path) -> Iterator[Path]:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", read(page)):
        if "://" not in target:
            yield (page.parent / target).resolve()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """A link inside the documentation leads to a file that is there."""
    assert [target for target in links(page) if not target.exists() and target not in TAKEN] == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    """No page is an orphan."""
    reached: set[Path] = set()
    todo = [ROOT / "README.md"]
    while todo:
        page = todo.pop()
        if page not in reached and page.suffix == ".md" and page.exists():
            reached.add(page)
            todo += links(page)
    assert sorted(page.relative_to(ROOT) for page in PAGES if page not in reached) == []
