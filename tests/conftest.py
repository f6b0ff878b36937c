"""Stores for tests: always empty, always with the schema, never a mock.

``store`` is an embedded one. ``any_store`` runs a test on every store: embedded, Neo4j 5.26 and the current Neo4j (or
the one server that ``LINKAGE_TEST_NEO4J_URL`` names, which must be empty). Where neither that variable nor Java with
Maven is there, the Neo4j tests are skipped with one loud line; with ``LINKAGE_REQUIRE_NEO4J=1`` they fail instead.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from linkage import queries
from linkage.config import Settings
from linkage.model.kind import Kinds
from linkage.model.query import Query
from linkage.store.base import GraphStore
from linkage.store.open import open_store
from tests import neo4j_parts, neo4j_server

HEAP = "512m"
"""One JVM serves every embedded store of the test process; its heap is set once, by the first."""

GIVEN = "LINKAGE_TEST_NEO4J_URL"
REQUIRED = os.environ.get("LINKAGE_REQUIRE_NEO4J", "") not in ("", "0")
SERVERS = ("given",) if os.environ.get(GIVEN) else tuple(neo4j_parts.VERSIONS)
STORES = ["embedded", *(pytest.param(f"neo4j-{name}", marks=pytest.mark.neo4j) for name in SERVERS)]

_PREPARED: set[str] = set()
_WIPE = "MATCH (n) WITH n LIMIT {} DETACH DELETE n RETURN count(*) AS gone"


@cache
def schema_queries() -> tuple[Query, ...]:
    """Return every query of ``cypher/schema``, for every built-in kind where it is written for each kind."""
    kinds = Kinds()
    found: list[Query] = []
    for name in queries.names("schema"):
        if queries.is_per_kind(name):
            found += [queries.load(name, kind) for kind in kinds.values()]
        else:
            found.append(queries.load(name))
    return tuple(found)


_STATUS = pytest.StashKey[int]()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Keep how the tests ended."""
    session.config.stash[_STATUS] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """End the process at once, with all results printed, where a Java machine runs in it.

    A segmentation fault after all tests had passed was seen once in five runs, and never caught: its cause is not
    proved. Likely is a thread left inside Java (a query that nothing can stop) that comes back meanwhile.
    """
    jpype = sys.modules.get("jpype")
    if jpype is not None and jpype.isJVMStarted() and _STATUS in config.stash:
        config.get_terminal_writer().flush()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(config.stash[_STATUS])


@dataclass
class Neo4jServers:
    """The servers of this test session: each started when first asked for, all stopped at the end."""

    stack: ExitStack
    settings: dict[str, Settings] = field(default_factory=dict)

    def reach(self, name: str) -> Settings:
        """Return how to reach the server of this name, or skip (fail, where Neo4j is required)."""
        if name not in self.settings:
            self.settings[name] = self._given() if name == "given" else self._start(name)
        return self.settings[name]

    def _start(self, name: str) -> Settings:
        lacks = neo4j_parts.missing(neo4j_parts.VERSIONS[name])
        if lacks:
            _skip_or_fail(f"Neo4j {name} needs {lacks}, or {GIVEN}")
        server = self.stack.enter_context(neo4j_server.running(neo4j_parts.VERSIONS[name]))
        return Settings(store=server.url, neo4j_username=neo4j_server.USER, neo4j_password=server.password, heap=HEAP)

    def _given(self) -> Settings:
        settings = Settings.from_env(store=os.environ[GIVEN], heap=HEAP)
        if count_nodes(settings):
            pytest.exit(f"the server of {GIVEN} is not empty: the tests would delete what is there", returncode=2)
        return settings


def count_nodes(settings: Settings) -> int:
    """Return how many nodes the Neo4j server holds."""
    return _on_server(settings, "MATCH (n) RETURN count(n) AS n", lambda rows: int(rows[0]["n"]))


def wipe(settings: Settings, at_once: int = 10_000) -> None:
    """Delete everything on the Neo4j server but its constraints, so many nodes a transaction."""
    while _on_server(settings, _WIPE.format(at_once), lambda rows: int(rows[0]["gone"])):
        pass


def _on_server(settings: Settings, text: str, read: Callable[[list[dict[str, int]]], int]) -> int:
    import neo4j

    auth = (settings.neo4j_username, settings.neo4j_password)
    with neo4j.GraphDatabase.driver(settings.store, auth=auth) as driver:
        records, _, _ = driver.execute_query(text, database_=settings.neo4j_database)
        return read([record.data() for record in records])


def _skip_or_fail(reason: str) -> None:
    if REQUIRED:
        pytest.fail(f"{reason} (LINKAGE_REQUIRE_NEO4J is set)")
    pytest.skip(reason)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an embedded store that is not there yet."""
    return Settings(store=str(tmp_path / "store"), heap=HEAP)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a closed, empty embedded store with the schema: copying it is faster than making one."""
    folder = tmp_path_factory.mktemp("blank") / "store"
    with closing(open_store(Settings(store=str(folder), heap=HEAP), create=True)) as opened:
        opened.apply_schema(schema_queries())
    return folder


@pytest.fixture
def store(settings: Settings, blank: Path) -> Iterator[GraphStore]:
    """An empty embedded store with the schema applied."""
    shutil.copytree(blank, settings.store)
    with closing(open_store(settings)) as opened:
        yield opened


@pytest.fixture(scope="session")
def neo4j_servers() -> Iterator[Neo4jServers]:
    """The session's Neo4j servers, started lazily."""
    with ExitStack() as stack:
        yield Neo4jServers(stack)


@pytest.fixture(scope="session")
def neo4j_5(neo4j_servers: Neo4jServers) -> Settings:
    """How to reach Neo4j 5.26 with GDS (or the given server). Not wiped: ``wipe(settings)`` does that."""
    return neo4j_servers.reach(SERVERS[0])


@pytest.fixture(scope="session")
def neo4j_current(neo4j_servers: Neo4jServers) -> Settings:
    """How to reach the current Neo4j with GDS (or the given server). Not wiped: ``wipe(settings)`` does that."""
    return neo4j_servers.reach(SERVERS[-1])


@pytest.fixture(params=STORES)
def any_settings(request: pytest.FixtureRequest, settings: Settings) -> Settings:
    """Settings of an empty store of every kind, in turn."""
    return _empty(request, settings)


@pytest.fixture(params=STORES, scope="module")
def any_module_settings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of an empty store of every kind, in turn, for a module whose tests share what is in it."""
    return _empty(request, Settings(store=str(tmp_path_factory.mktemp("module") / "store"), heap=HEAP))


def _empty(request: pytest.FixtureRequest, embedded: Settings) -> Settings:
    kind, _, name = str(request.param).partition("-")
    if kind == "embedded":
        return embedded
    reached: Settings = request.getfixturevalue("neo4j_servers").reach(name)
    wipe(reached)
    return reached


@pytest.fixture
def any_store(any_settings: Settings, blank: Path) -> Iterator[GraphStore]:
    """Every store in turn, empty, with the schema applied."""
    if "://" not in any_settings.store:
        shutil.copytree(blank, any_settings.store)
    with closing(open_store(any_settings)) as opened:
        if any_settings.store not in _PREPARED:  # a server keeps its constraints when it is wiped
            opened.apply_schema(schema_queries())
            _PREPARED.add(any_settings.store)
        yield opened


def pytest_report_header() -> list[str]:
    """Say which stores the tests will meet."""
    versions = ", ".join(f"{v.neo4j} (Java {v.java}, GDS {v.gds})" for v in neo4j_parts.VERSIONS.values())
    servers = f"the server of {GIVEN}" if os.environ.get(GIVEN) else versions
    return [f"stores: arcadedb-embedded {_version('arcadedb-embedded')}; Neo4j {servers}; driver {_version('neo4j')}"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that a part of the promises was not tested."""
    skipped = terminalreporter.stats.get("skipped", [])
    count = sum("neo4j" in report.keywords for report in skipped)
    if count:
        terminalreporter.write_line(
            f"NEO4J NOT TESTED: {count} tests skipped. Install Java {_javas()} and Maven, or set {GIVEN}.",
            red=True,
            bold=True,
        )
    if any("browser" in report.keywords for report in skipped):
        terminalreporter.write_line(
            "EXPLORER NOT TESTED: install Chromium (Debian: apt-get install chromium), or set LINKAGE_TEST_CHROMIUM.",
            red=True,
            bold=True,
        )


def _javas() -> str:
    return " and ".join(str(v.java) for v in neo4j_parts.VERSIONS.values())


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
