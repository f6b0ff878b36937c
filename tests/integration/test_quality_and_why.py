"""What identifiers are worth and what ties two accounts, asked of a store through the command line and over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from linkage.api import create_app
from linkage.cli.app import linkage
from linkage.config import Settings
from linkage.engine.detect import detect
from linkage.engine.load import load
from linkage.engine.progress import Silent
from linkage.engine.why import why
from linkage.errors import NotFound, UsageError
from linkage.store.base import GraphStore
from linkage.store.open import open_store
from tests.conftest import HEAP

DAY = "2026-01-{:02d}T00:00:00Z"


def _rows() -> Iterator[tuple[str, str, str, str]]:
    """Yield families; strangers behind a carrier; two accounts tied by a third; one address in two hands."""
    for home in range(40):
        for person in range(3):
            account = f"home{home:02d}-{person}"
            yield account, "ip", f"192.0.2.{home + 1}", DAY.format(2)
            yield account, "device", f"device-{home}", DAY.format(2)
    for number in range(8 * 130):
        yield f"mobile{number:04d}", "ip", f"198.51.100.{number // 130}", DAY.format(3)
        yield f"mobile{number:04d}", "device", f"phone-{number}", DAY.format(3)
    yield "home00-0", "device", "lent", DAY.format(4)
    yield "home01-0", "device", "lent", DAY.format(4)
    yield "early", "ip", "203.0.113.9", DAY.format(1)
    yield "late", "ip", "203.0.113.9", DAY.format(28)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a store that holds the rows, searched once."""
    folder = tmp_path_factory.mktemp("quality")
    (folder / "in").mkdir()
    lines = ["account_id,kind,value,seen_at", *(",".join(row) for row in _rows())]
    (folder / "in" / "observations.csv").write_text("\n".join(lines) + "\n")
    with closing(open_store(Settings(store=str(folder / "store"), heap=HEAP), create=True)) as store:
        load(store, folder / "in", Settings(), quarantine=folder / "refused.csv", progress=Silent())
        with pytest.raises(UsageError):
            why(store, "early", "late")
        detect(store)
    return folder


@pytest.fixture
def opened(place: Path) -> Iterator[GraphStore]:
    with closing(open_store(Settings(store=str(place / "store"), heap=HEAP))) as store:
        yield store


def test_two_accounts_are_tied_by_what_a_third_shares(opened: GraphStore) -> None:
    """A path over another account; whom nothing ties, or only a carrier, is told so; leases keep strangers apart."""
    direct = why(opened, "home05-0", "home05-1")
    assert len(direct.steps) == 1
    assert direct.without_weakest > 0
    over = why(opened, "home00-1", "home01-1")
    assert [step.source for step in over.steps][1:] == ["home00-0", "home01-0"]
    assert 0 < over.certainty < 1
    strangers = why(opened, "mobile0000", "mobile0001")
    assert strangers.steps == ()
    assert [(hub.kind, hub.users) for hub in strangers.hubs] == [("ip", 130)]
    assert why(opened, "early", "late").steps == ()
    with pytest.raises(NotFound):
        why(opened, "early", "nobody")


def test_the_route_answers_as_the_command_does(opened: GraphStore) -> None:
    """The same path as JSON; an account that is not there is a problem."""
    client = create_app(Settings(), opened).test_client()
    answer: Any = client.get("/v1/accounts/home00-1/why/home01-1").get_json()
    assert answer == json.loads(json.dumps(why(opened, "home00-1", "home01-1").as_dict()))
    assert client.get("/v1/accounts/home00-1/why/nobody").status_code == 404


def test_both_commands_answer_in_words_and_in_json(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table names each kind and what the busy address is, the picture is SVG; no raw value is printed."""
    monkeypatch.setenv("LINKAGE_HEAP", HEAP)
    store, picture = str(place / "store"), place / "curves.svg"
    said = _run("quality", "--store", store, "--picture", str(picture))
    assert "held from the latest run" in said
    assert "198.51.100." not in said
    assert picture.read_text("utf-8").startswith("<svg")
    kinds = {kind["kind"]: kind for kind in json.loads(_run("quality", "--store", store, "--json"))["kinds"]}
    assert kinds["ip"]["hubs"][0]["users"] == 130
    assert kinds["ip"]["identifiers"] == 49
    assert "tied by" in _run("why", "home05-0", "home05-1", "--store", store)
    assert json.loads(_run("why", "home05-0", "home05-1", "--store", store, "--json"))["steps"]


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(linkage, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout
