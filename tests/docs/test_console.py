"""What the pages tell people to type exists; the tour of the README runs, and prints what the README shows."""

from __future__ import annotations

import importlib.util
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from linkage.cli.app import linkage
from linkage.engine.query import question_names

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "cypher" / "README.md"])
BLOCK = re.compile(r"^ *```console[^\n]*\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def typed() -> Iterator[tuple[str, str]]:
    """Yield the page and the command of every ``$`` line in a console block."""
    for page in PAGES:
        for block in BLOCK.findall(page.read_text("utf-8")):
            for line in re.findall(r"^ *\$ ((?:.*\\\n)*.*)$", block, re.MULTILINE):
                yield str(page.relative_to(ROOT)), line.replace("\\\n", " ")


def calls(program: str) -> list[tuple[str, list[str]]]:
    """Return the arguments of every call of ``program``, in pipes, substitutions and lists too."""
    found = []
    for page, line in typed():
        lexer = shlex.shlex(re.sub(r"\$\(.*?\)", "value", line), posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        words: list[str] = []
        for word in [*lexer, ";"]:
            if word and set(word) <= set("|&;<>()"):
                if words[:1] == [program]:
                    found.append((page, words[1:]))
                words = []
            else:
                words.append(word)
    return found


def test_there_are_commands_to_check() -> None:
    """The pages do show commands; a change of their form must not empty these tests."""
    assert len(calls("linkage")) > 20
    assert len(calls("make")) > 4


@pytest.mark.parametrize(("page", "arguments"), calls("linkage"))
def test_commands_that_pages_show_exist(page: str, arguments: list[str]) -> None:
    """Each command shown is one, with these options and arguments."""
    command: click.Command = linkage
    rest = arguments
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        assert rest[0] in command.commands, page
        command, rest = command.commands[rest[0]], rest[1:]
    if "--help" not in rest and "--version" not in rest:
        command.make_context("linkage", list(rest), resilient_parsing=False)


@pytest.mark.parametrize(("page", "arguments"), [call for call in calls("linkage") if call[1][:1] == ["query"]])
def test_questions_that_pages_ask_exist(page: str, arguments: list[str]) -> None:
    """Each question shown by name is in the library, unless the page is the one that says how to write it."""
    name = arguments[1] if len(arguments) > 1 and re.fullmatch(r"[a-z_]+", arguments[1]) else None
    taught = f"// name: {name}\n" in (ROOT / page).read_text("utf-8")
    assert name is None or taught or name in question_names()


@pytest.mark.parametrize(("page", "arguments"), calls("make"))
def test_targets_that_pages_name_exist(page: str, arguments: list[str]) -> None:
    """Each make target shown is in the Makefile."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in (word for word in arguments if re.fullmatch(r"[a-z-]+", word)):
        assert f"\n{target}:" in makefile, page


@pytest.fixture(scope="module")
def tour() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tour", ROOT / "docs" / "tour.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["tour"] = module
    spec.loader.exec_module(module)
    return module


def beginning(output: str) -> list[str]:
    """Return the first three words printed, without the figures and ids that a new version may change."""
    first = output.partition("\n")[0]
    return re.sub(r"[-\s]+", " ", re.sub(r"[0-9a-f]*\d[0-9a-f,.:TZ]*", "#", first)).split()[:3]


@pytest.mark.parametrize("page", ["README.md", "docs/tutorial/first-clusters.md"])
def test_the_tour_runs_as_shown(page: str, tour: ModuleType, tmp_path: Path) -> None:
    """Every command of the tour succeeds in the order shown, and its output begins as the page shows."""
    steps = tour.tour((ROOT / page).read_text("utf-8"))
    assert len(steps) > 5
    with tour.shell(tmp_path) as console:
        for step in steps:
            code, output = console.run(step.command)
            assert code == 0, f"{step.command}\n{output}"
            assert beginning(output) == beginning(step.output), step.command
