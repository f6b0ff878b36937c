"""The whole way through the command line, as a user goes it, each command a process of its own."""

from __future__ import annotations

import csv
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import pytest

from linkage.config import Settings

HYDRA = 300


def environment(**settings: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LINKAGE_", "NEO4J_"))}
    return kept | {"LINKAGE_STORE": "store", "LINKAGE_HEAP": "512m"} | settings


@dataclass(frozen=True)
class Place:
    """A folder in which one works, and where the store is."""

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "linkage", *arguments],
            cwd=self.folder,
            env=environment(**self.settings),
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
            stdin=subprocess.DEVNULL,
        )

    def done(self, *arguments: str) -> str:
        """Run a command that must succeed, without a word of Java or Python on stderr, and return its stdout."""
        result = self.run(*arguments)
        assert result.returncode == 0, result.stderr
        assert "Traceback" not in result.stderr
        assert "WARNING" not in result.stderr
        return result.stdout


@pytest.fixture(scope="module")
def place(any_module_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A small world, loaded into a store of each kind and searched."""
    variables = {
        "LINKAGE_STORE": any_module_settings.store,
        "NEO4J_USERNAME": any_module_settings.neo4j_username,
        "NEO4J_PASSWORD": any_module_settings.neo4j_password,
    }
    place = Place(tmp_path_factory.mktemp("cli"), variables)
    assert place.done("simulate", "world", "--accounts", "2000", "--hydra", str(HYDRA), "--seed", "3") == ""
    loaded = json.loads(place.done("load", "world", "--json"))
    assert loaded["read"] == loaded["loaded"] + loaded["duplicate"] + loaded["quarantined"]
    assert loaded["tables"]["accounts"]["loaded"] == 2000
    found = json.loads(place.done("detect", "--seed", "5", "--json"))
    assert found["seed"] == 5
    assert found["clusters"]["flagged"] >= 1
    return place


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_members_and_clusters_are_exported(place: Place) -> None:
    """Exports go to the file that was named, with the promised columns; stdout stays empty."""
    assert place.done("export", "members", "--output", "members.csv") == ""
    assert place.done("export", "clusters", "--output", "clusters.csv") == ""
    members, clusters = rows(place.folder / "members.csv"), rows(place.folder / "clusters.csv")
    assert list(members[0]) == ["account_id", "cluster_id", "level", "score", "verdict"]
    assert {row["cluster_id"] for row in members} == {row["cluster_id"] for row in clusters}


def test_the_hydra_is_found(place: Place) -> None:
    """Most of the large network is flagged, and hardly anybody else: said by evaluate, in words and in JSON."""
    place.done("export", "members", "--output", "all.csv")
    assert "precision" in place.done("evaluate", "all.csv", "world.truth.csv")
    said = json.loads(place.done("evaluate", "all.csv", "world.truth.csv", "--level", "campaign", "--json"))
    assert said["level"] == "campaign"
    flagged = {row["account_id"] for row in rows(place.folder / "all.csv") if row["verdict"] == "flagged"}
    truth = rows(place.folder / "world.truth.csv")
    hydra = {row["account_id"] for row in truth if row["ring_kind"] == "hydra"}
    honest = {row["account_id"] for row in truth if not row["ring_id"]}
    assert len(hydra) == HYDRA
    assert len(hydra & flagged) >= 0.9 * HYDRA
    assert len(honest & flagged) <= 0.02 * len(honest)


def test_an_account_is_explained(place: Place) -> None:
    """The explanation names the account and its cluster, in words and in JSON."""
    place.done("export", "members", "--output", "some.csv")
    member = rows(place.folder / "some.csv")[0]
    told = place.done("explain", member["account_id"])
    assert member["account_id"] in told
    assert member["cluster_id"] in told
    assert json.loads(place.done("explain", member["account_id"], "--json"))
    assert place.run("explain", "nobody").returncode == 1


@pytest.mark.parametrize(
    ("form", "first"), [("table", "accounts"), ("csv", "accounts"), ("jsonl", '{"accounts": 2000}')]
)
def test_own_cypher_is_answered(place: Place, form: str, first: str) -> None:
    """A user's query in a file answers in each format."""
    (place.folder / "count.cypher").write_text("MATCH (a:Account) RETURN count(a) AS accounts\n")
    assert place.done("query", "count.cypher", "--format", form).splitlines()[0] == first


def test_the_library_is_listed_without_a_store(tmp_path: Path) -> None:
    """``linkage query`` alone shows what can be asked, store or none."""
    assert "list_clusters(" in Place(tmp_path).done("query")
    listed = [json.loads(line) for line in Place(tmp_path).done("query", "--format", "jsonl").splitlines()]
    assert {"name", "doc", "params", "returns", "example"} <= set(listed[0])


def test_doctor_is_content(place: Place) -> None:
    """After a load and a detection all is well; without a store something is not, and doctor says so with 1."""
    assert json.loads(place.done("doctor", "--json"))["counts"]["Account"] == 2000
    assert place.run("doctor", "--store", "nowhere").returncode == 1


def test_a_second_process_is_refused_while_one_serves(tmp_path: Path) -> None:
    """The store that is being served is held: another command is told by whom, with exit code 1, and harms nothing."""
    here = Place(tmp_path)
    (tmp_path / "world").mkdir()
    (tmp_path / "world" / "accounts.csv").write_text("account_id,created_at\na1,2026-01-02T03:04:05Z\n")
    here.done("load", "world")
    with serving(tmp_path, "serve", "--port", "0") as (process, lines):
        get(address(lines), "/v1/health/ready")
        refused = here.run("query", "list_runs")
        assert refused.returncode == 1
        assert str(process.pid) in refused.stderr
        assert here.run("doctor").returncode == 1
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    here.done("query", "list_runs")


@contextmanager
def serving(cwd: Path, *arguments: str, **settings: str) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    """Start a command that serves; yield it and what it prints. It is over when the block is left."""
    process = subprocess.Popen(
        [sys.executable, "-m", "linkage", *arguments],
        cwd=cwd,
        env=environment(PYTHONUNBUFFERED="1", **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        with process.stdout:
            yield process, process.stdout
    finally:
        process.kill()
        process.wait()


def address(lines: IO[str]) -> str:
    """Return the address that a serving command says."""
    for line in lines:
        for word in line.split():
            if word.startswith("http://"):
                return word
    raise AssertionError("the command ended before it served")


def get(url: str, path: str) -> bytes:
    connection = http.client.HTTPConnection(str(urlsplit(url).netloc), timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.status == 200
        return answer.read()
    finally:
        connection.close()


def test_the_demo_shows_everything_and_leaves_nothing(tmp_path: Path) -> None:
    """``linkage demo`` goes the whole way, serves, and on Ctrl-C ends with 0: no port, no process, no file stays."""
    small = ("demo", "--accounts", "2000", "--hydra", str(HYDRA))
    with serving(tmp_path, *small, TMPDIR=str(tmp_path)) as (process, lines):
        url = address(lines)
        assert json.loads(get(url, "/v1/clusters?limit=3"))["items"]
        process.send_signal(signal.SIGINT)
        rest = lines.read()
        assert process.wait(60) == 0, rest
        assert "Traceback" not in rest
    host, port = urlsplit(url).hostname, urlsplit(url).port
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((str(host), int(port or 0)), timeout=5).close()
    assert list(tmp_path.iterdir()) == []


def test_the_demo_without_serving_keeps_a_named_folder(tmp_path: Path) -> None:
    """With --folder everything can be looked at afterwards; a folder with something in it is refused."""
    small = ("demo", "--accounts", "500", "--hydra", "100", "--no-serve", "--folder", "kept")
    told = Place(tmp_path).done(*small)
    assert all(f"({step}: " in told for step in ("simulate", "load", "detect", "look", "evaluate"))
    assert {"world", "world.truth.csv", "store", "members.csv"} <= {path.name for path in (tmp_path / "kept").iterdir()}
    assert Place(tmp_path).done("query", "list_runs", "--store", "kept/store", "--format", "jsonl")
    assert Place(tmp_path).run(*small).returncode == 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_demo_that_is_stopped_early_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    """Stopped while it works, the demo takes its folder along."""
    arguments = ("demo", "--accounts", "20000", "--hydra", "3000")
    with serving(tmp_path, *arguments, TMPDIR=str(tmp_path)) as (process, lines):
        for line in lines:
            if line.startswith("== Load"):
                break
        time.sleep(2)
        process.send_signal(number)
        rest = lines.read()
        assert process.wait(60) == (130 if number == signal.SIGINT else 143), rest
        assert "Traceback" not in rest
    assert list(tmp_path.iterdir()) == []
