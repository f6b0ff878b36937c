"""The package is what setup.cfg says, and the tools that guard it do catch what they are there for."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def setup_cfg() -> configparser.ConfigParser:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg")
    return config


def tool(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=cwd, capture_output=True, text=True, check=False, timeout=120
    )


def packages_on_disk() -> set[str]:
    """Every folder of code that is shipped; ``linkage/api`` and ``linkage/cypher`` are links to the top-level ones."""
    found = set()
    for name, top in (
        ("linkage", ROOT / "linkage"),
        ("linkage.api", ROOT / "api"),
        ("linkage.cypher", ROOT / "cypher"),
    ):
        for init in top.rglob("__init__.py"):
            below = init.parent.relative_to(top).parts
            if top.name != "linkage" or below[:1] not in (("api",), ("cypher",)):
                found.add(".".join((name, *below)))
    return found


def test_every_folder_of_code_is_shipped(setup_cfg: configparser.ConfigParser) -> None:
    """A new folder of code that is missing from setup.cfg would be missing from the wheel."""
    assert set(setup_cfg["options"]["packages"].split()) == packages_on_disk()


def test_folders_of_code_have_an_init() -> None:
    """A folder with Python files and no __init__.py is not a package and would not be shipped."""
    code = {file.parent for top in ("linkage", "api") for file in (ROOT / top).rglob("*.py")}
    assert [str(folder.relative_to(ROOT)) for folder in sorted(code) if not (folder / "__init__.py").exists()] == []


def test_every_file_is_shipped_on_purpose(setup_cfg: configparser.ConfigParser) -> None:
    """A file among the code that is neither Python nor named as package data would be missing from the wheel."""
    data = {name: globs.split() for name, globs in setup_cfg["options.package_data"].items()}
    assert data == {
        "linkage": ["py.typed"],
        "linkage.api": ["explorer/dist/*,", "explorer/dist/assets/*"],
        "linkage.cypher": ["**/*.cypher"],
    }
    listed = subprocess.run(
        ["git", "ls-files", "linkage", "api", "cypher"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode == 0:  # an unpacked sdist has no git
        others = {file for file in listed.stdout.split() if not file.endswith((".py", ".cypher"))}
        built_from = {file for file in others if file.startswith("api/explorer/")}
        assert others - built_from == {"linkage/py.typed", "linkage/api", "linkage/cypher", "cypher/README.md"}
        assert not any("/dist/" in file or "/node_modules/" in file for file in built_from)


@pytest.mark.parametrize("name", ["api", "cypher"])
def test_links_lead_to_the_top_level_folders(name: str) -> None:
    """linkage.api and linkage.cypher are the top-level folders, for every tool that follows paths."""
    link = ROOT / "linkage" / name
    assert link.is_symlink()
    assert link.readlink() == Path("..") / name


def test_extras_exist(setup_cfg: configparser.ConfigParser) -> None:
    """Every extra that error texts and the documentation name can be installed."""
    extras = setup_cfg["options.extras_require"]
    assert {"neo4j", "gds", "python-louvain", "networkx", "py2neo", "test", "docs"} <= set(extras)
    assert all(extras[name].strip() for name in extras)


def test_console_script_is_the_command_line(setup_cfg: configparser.ConfigParser) -> None:
    """The program that is installed is the one that ``python -m linkage`` runs."""
    assert setup_cfg["options.entry_points"]["console_scripts"].split() == ["linkage", "=", "linkage.cli:main"]


@pytest.mark.parametrize("module", ["api", "cypher"])
def test_importing_a_mapped_folder_by_its_own_name_is_refused(module: str, tmp_path: Path) -> None:
    """``import api`` works from the root and makes a second module object, so the linter refuses it."""
    planted = tmp_path / "planted.py"
    planted.write_text(f'"""Planted."""\n\nimport {module}\n\nprint({module})\n')
    result = tool("ruff", "check", "--no-cache", "--config", str(ROOT / "pyproject.toml"), str(planted), cwd=tmp_path)
    assert result.returncode == 1
    assert "TID251" in result.stdout


def copy_of_the_house(folder: Path) -> Path:
    """Copy what the guards look at, links as links."""
    for name in ("linkage", "api", "cypher"):
        shutil.copytree(
            ROOT / name, folder / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__", "explorer")
        )
    shutil.copy(ROOT / "setup.cfg", folder)
    return folder


@pytest.mark.parametrize(
    ("place", "line", "contract"),
    [
        ("linkage/detect/graph.py", "import linkage.store.base", "An import never points up a floor"),
        ("linkage/store/base.py", "import linkage.api", "An import never points up a floor"),
        ("linkage/model/kind.py", "import linkage.ingest", "An import never points up a floor"),
        ("linkage/engine/__init__.py", "import neo4j", "Only the store floor knows a driver"),
        ("api/__init__.py", "import neo4j", "Only the store floor knows a driver"),
        ("linkage/engine/__init__.py", "import flask", "No Flask below the API"),
        ("linkage/detect/graph.py", "import polars", "Kernels see arrays only"),
    ],
)
def test_floors_catch_a_planted_import(place: str, line: str, contract: str, tmp_path: Path) -> None:
    """An import that points up a floor, or a driver in the wrong room, breaks the build and names the contract."""
    house = copy_of_the_house(tmp_path)
    with (house / place).open("a") as file:
        file.write(f"\n{line}\n")
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    result = subprocess.run(command, cwd=house, capture_output=True, text=True, check=False, timeout=120)
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{contract} BROKEN" in result.stdout
