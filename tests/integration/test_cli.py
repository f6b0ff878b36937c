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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import pytest

HYDRA = 300


def environment(**settings: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LINKAGE_", "NEO4J_"))}
    return kept | {"LINKAGE_HEAP": "512m"} | settings


def run(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "linkage", *map(str, arguments)],
        cwd=cwd,
        env=environment(LINKAGE_STORE="store"),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        stdin=subprocess.DEVNULL,
    )


def done(*arguments: str | Path, cwd: Path) -> str:
    """Run a command that must succeed, without a word of Java or Python on stderr, and return its stdout."""
    result = run(*arguments, cwd=cwd)
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr
    assert "WARNING" not in result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small world, loaded and searched."""
    folder = tmp_path_factory.mktemp("cli")
    assert done("simulate", "world", "--accounts", "2000", "--hydra", str(HYDRA), "--seed", "3", cwd=folder) == ""
    loaded = json.loads(done("load", "world", "--json", cwd=folder))
    assert loaded["read"] == loaded["loaded"] + loaded["duplicate"] + loaded["quarantined"]
    assert loaded["tables"]["accounts"]["loaded"] == 2000
    found = json.loads(done("detect", "--seed", "5", "--json", cwd=folder))
    assert found["seed"] == 5
    assert found["clusters"]["flagged"] >= 1
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_members_and_clusters_are_exported(place: Path) -> None:
    """Exports go to the file that was named, with the promised columns; stdout stays empty."""
    assert done("export", "members", "--output", "members.csv", cwd=place) == ""
    assert done("export", "clusters", "--output", "clusters.csv", cwd=place) == ""
    members, clusters = rows(place / "members.csv"), rows(place / "clusters.csv")
    assert list(members[0]) == ["account_id", "cluster_id", "level", "score", "verdict"]
    assert {row["cluster_id"] for row in members} == {row["cluster_id"] for row in clusters}


def test_the_hydra_is_found(place: Path) -> None:
    """Most of the large network is flagged, and hardly anybody else: said by evaluate, in words and in JSON."""
    done("export", "members", "--output", "all.csv", cwd=place)
    assert "precision" in done("evaluate", "all.csv", "world.truth.csv", cwd=place)
    json.loads(done("evaluate", "all.csv", "world.truth.csv", "--json", cwd=place))
    flagged = {row["account_id"] for row in rows(place / "all.csv") if row["verdict"] == "flagged"}
    truth = rows(place / "world.truth.csv")
    hydra = {row["account_id"] for row in truth if row["ring_kind"] == "hydra"}
    honest = {row["account_id"] for row in truth if not row["ring_id"]}
    assert len(hydra) == HYDRA
    assert len(hydra & flagged) >= 0.9 * HYDRA
    assert len(honest & flagged) <= 0.02 * len(honest)


def test_an_account_is_explained(place: Path) -> None:
    """The explanation names the account and its cluster, in words and in JSON."""
    done("export", "members", "--output", "some.csv", cwd=place)
    member = rows(place / "some.csv")[0]
    told = done("explain", member["account_id"], cwd=place)
    assert member["account_id"] in told
    assert member["cluster_id"] in told
    assert json.loads(done("explain", member["account_id"], "--json", cwd=place))
    assert run("explain", "nobody", cwd=place).returncode == 1


@pytest.mark.parametrize(
    ("form", "first"), [("table", "accounts"), ("csv", "accounts"), ("jsonl", '{"accounts": 2000}')]
)
def test_own_cypher_is_answered(place: Path, form: str, first: str) -> None:
    """A user's query in a file answers in each format."""
    (place / "count.cypher").write_text("MATCH (a:Account) RETURN count(a) AS accounts\n")
    assert done("query", "count.cypher", "--format", form, cwd=place).splitlines()[0] == first


def test_the_library_is_listed_without_a_store(tmp_path: Path) -> None:
    """``linkage query`` alone shows what can be asked, store or none."""
    assert "list_clusters(" in done("query", cwd=tmp_path)
    listed = [json.loads(line) for line in done("query", "--format", "jsonl", cwd=tmp_path).splitlines()]
    assert {"name", "doc", "params", "returns", "example"} <= set(listed[0])


def test_doctor_is_content(place: Path) -> None:
    """After a load and a detection all is well; without a store something is not, and doctor says so with 1."""
    assert json.loads(done("doctor", "--json", cwd=place))["counts"]["Account"] == 2000
    assert run("doctor", "--store", "nowhere", cwd=place).returncode == 1


def test_a_second_process_is_refused_while_one_serves(place: Path) -> None:
    """The store that is being served is held: another command is told by whom, with exit code 1, and harms nothing."""
    with serving(place, "serve", "--port", "0") as (process, lines):
        get(address(lines), "/v1/health/ready")
        result = run("doctor", cwd=place)
        refused = run("query", "list_runs", cwd=place)
        assert refused.returncode == 1
        assert str(process.pid) in refused.stderr
        assert result.returncode == 1
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    assert run("query", "list_runs", cwd=place).returncode == 0


@contextmanager
def serving(cwd: Path, *arguments: str, **settings: str) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    """Start a command that serves; yield it and what it prints. It is over when the block is left."""
    process = subprocess.Popen(
        [sys.executable, "-m", "linkage", *arguments],
        cwd=cwd,
        env=environment(LINKAGE_STORE="store", PYTHONUNBUFFERED="1", **settings),
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
    told = done(*small, cwd=tmp_path)
    assert all(f"({step}: " in told for step in ("simulate", "load", "detect", "look", "evaluate"))
    assert {"world", "world.truth.csv", "store", "members.csv"} <= {path.name for path in (tmp_path / "kept").iterdir()}
    assert done("query", "list_runs", "--store", "kept/store", "--format", "jsonl", cwd=tmp_path)
    assert run(*small, cwd=tmp_path).returncode == 2


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
