"""Derived identifiers are tied to what implies them at load, once, on every store, and read as uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np
import pytest

from linkage.config import Settings
from linkage.engine import load as loading
from linkage.engine import read_tables as reading
from linkage.engine.kinds import read_kinds
from linkage.engine.load import load
from linkage.engine.read_entities import read_entities
from linkage.model.entity_graph import EntityGraph
from linkage.model.query import Query
from linkage.store.base import GraphStore, Row, Transaction
from tests.contract.asking import query
from tests.load_world import actual_graph

T = TypeVar("T")
ACCOUNTS = "account_id,created_at\na,2026-01-01T00:00:00Z\nb,2026-01-02T00:00:00Z\nc,2026-01-03T00:00:00Z\n"
OBSERVATIONS = """account_id,kind,value,seen_at
a,ip,192.0.2.1,2026-02-01T00:00:00Z
a,ip,192.0.2.2,2026-02-03T00:00:00Z
b,ip,192.0.2.9,2026-02-02T00:00:00Z
c,ip,198.51.100.1,2026-02-02T00:00:00Z
a,email,ines.gomez57@x.org,2026-02-01T00:00:00Z
b,email,bo.li42@x.org,2026-02-01T00:00:00Z
"""


def _folder(path: Path) -> Path:
    path.mkdir()
    (path / "accounts.csv").write_text(ACCOUNTS)
    (path / "observations.csv").write_text(OBSERVATIONS)
    return path


def _keep(folder: Path, wanted: Callable[[str], bool]) -> None:
    """Write the observations again, only those wanted."""
    header, *lines = OBSERVATIONS.splitlines(keepends=True)
    (folder / "observations.csv").write_text(header + "".join(filter(wanted, lines)))


def test_an_account_uses_the_networks_of_its_addresses(any_store: GraphStore, tmp_path: Path) -> None:
    """First and latest use span all addresses of the network; loading twice changes nothing."""
    folder, settings = _folder(tmp_path / "in"), Settings(staging=str(tmp_path))
    load(any_store, folder, settings)
    once = read_entities(any_store, read_kinds(any_store))
    load(any_store, folder, settings)
    again = read_entities(any_store, read_kinds(any_store))
    assert np.array_equal(once.uses.identifier, again.uses.identifier)
    network = once.kinds.index("ip_network")
    uses = np.flatnonzero(once.kind[once.uses.identifier] == network)
    assert once.accounts.ids[once.uses.account[uses]].tolist() == ["a", "b"]
    days = (once.uses.last_seen[uses] - once.uses.first_seen[uses]) / 86_400_000
    assert days.tolist() == [2.0, 0.0]
    assert once.derived[network] and once.lease_days[network] == once.lease_days[once.kinds.index("ip")]
    shared = {once.kinds[k] for k in once.kind.tolist() if once.derived[k]}
    assert shared == {"ip_network", "email_domain", "email_pattern"}


def _derived_refs(graph: EntityGraph) -> list[tuple[str, str]]:
    everything = zip(graph.kind.tolist(), graph.refs.tolist(), strict=True)
    return [(graph.kinds[kind], ref) for kind, ref in everything if graph.derived[kind]]


def test_as_of_counts_only_the_uses_begun(store: GraphStore, tmp_path: Path) -> None:
    """Before the second account used an address of the network, nobody shares it; ranges of one read the same."""
    load(store, _folder(tmp_path / "in"), Settings(staging=str(tmp_path)))
    kinds = read_kinds(store)
    whole = read_entities(store, kinds)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "DERIVED_A_RANGE", 1)
        assert _derived_refs(read_entities(store, kinds)) == _derived_refs(whole)
    early = read_entities(store, kinds, as_of=int(datetime(2026, 2, 1, 12, tzinfo=UTC).timestamp() * 1000))
    assert {kind for kind, _ in _derived_refs(whole)} == {"ip_network", "email_domain", "email_pattern"}
    assert {kind for kind, _ in _derived_refs(early)} == {"email_domain", "email_pattern"}


def test_an_older_store_is_read_and_completed_by_loading_again(any_store: GraphStore, tmp_path: Path) -> None:
    """A store loaded before kinds were derived has none of them; the same load, all duplicates, adds them."""
    folder, settings = _folder(tmp_path / "in"), Settings(staging=str(tmp_path))
    load(any_store, folder, settings)
    now, graph = read_entities(any_store, read_kinds(any_store)), actual_graph(any_store)
    for text in (
        "MATCH (n) WHERE labels(n)[0] IN ['Network', 'CardIssuer', 'EmailDomain', 'EmailPattern'] DETACH DELETE n",
        "MATCH (k:Kind) WHERE k.derived_from <> '' DELETE k",
        "MATCH (k:Kind) REMOVE k.derived_from, k.derivation",
        "MATCH (s:Setting) WHERE s.id STARTS WITH 'derived:' DELETE s",
    ):
        any_store.execute(lambda tx, text=text: tx.run(query(text, "write")))  # type: ignore[misc]
    old = read_entities(any_store, read_kinds(any_store))
    assert _derived_refs(old) == []
    assert len(old.uses) == 6 and old.kinds == now.kinds
    _keep(folder, lambda line: line.startswith("a"))
    assert load(any_store, folder, settings).loaded == 0
    assert _derived_refs(read_entities(any_store, read_kinds(any_store))) == []
    _keep(folder, lambda line: True)
    assert load(any_store, folder, settings).loaded == 0
    assert _derived_refs(read_entities(any_store, read_kinds(any_store))) == _derived_refs(now)
    assert actual_graph(any_store) == graph


class _Ears:
    """A store that hears which queries write; everything else is the store's own."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self.heard: list[str] = []
        self.writers = 1

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def execute(self, work: Callable[[Transaction], T], *, journaled: bool = False) -> T:
        return self._store.execute(lambda tx: work(_Ear(tx, self.heard)), journaled=journaled)


class _Ear:
    def __init__(self, tx: Transaction, heard: list[str]) -> None:
        self._tx = tx
        self._heard = heard

    def run(self, query: Query, params: Mapping[str, Any] | None = None) -> list[Row]:
        self._heard.append(query.name)
        return self._tx.run(query, params)


class _Killed(BaseException):
    """What ends a load between two of its statements."""


def test_ties_are_looked_at_again_only_where_something_is_new(store: GraphStore, tmp_path: Path) -> None:
    """The same input again asks nothing of derived identifiers; a new address asks for its own tie alone."""
    folder, settings = _folder(tmp_path / "in"), Settings(staging=str(tmp_path))
    load(store, folder, settings)
    ears = _Ears(store)
    assert load(cast(GraphStore, ears), folder, settings).loaded == 0
    assert "merge_derived" not in ears.heard
    with (folder / "observations.csv").open("a") as file:
        file.write("c,ip,203.0.113.7,2026-02-01T00:00:00Z\n")
    assert load(cast(GraphStore, ears), folder, settings).loaded == 1
    assert ears.heard.count("merge_derived") == 1
    assert ("IP", "203.0.113.7", "Network", "203.0.113.0/24") in actual_graph(store)["derives"]


def test_ties_left_behind_by_a_killed_load_are_made_by_any_later_one(store: GraphStore, tmp_path: Path) -> None:
    """A load dies after its rows and before its ties; a load of more makes them, though these rows are duplicates."""
    folder, settings = _folder(tmp_path / "in"), Settings(staging=str(tmp_path))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(store), "first_load", lambda *_: None)  # which makes rows and ties at once
        patch.setattr(loading, "write_derived", _die)
        with pytest.raises(_Killed):
            load(store, folder, settings)
    assert actual_graph(store)["derives"] == [] and len(actual_graph(store)["uses"]) == 6
    with (folder / "observations.csv").open("a") as file:
        file.write("c,ip,203.0.113.7,2026-02-01T00:00:00Z\n")
    assert load(store, folder, settings).loaded == 1
    assert len(actual_graph(store)["derives"]) == 5 + 4


def _die(*_: object, **__: object) -> None:
    raise _Killed


def test_a_refused_row_implies_nothing(store: GraphStore, tmp_path: Path) -> None:
    """The value is good and its time is not: neither the address nor its network is stored."""
    folder = _folder(tmp_path / "in")
    with (folder / "observations.csv").open("a") as file:
        file.write("a,ip,203.0.113.1,soon\n")
    load(store, folder, Settings(staging=str(tmp_path)), quarantine=tmp_path / "q.csv")
    answer = store.explore("MATCH (n:Network) RETURN n.id AS id ORDER BY id", {}, timeout=30, max_rows=10)
    assert [row["id"] for row in answer.rows] == ["192.0.2.0/24", "198.51.100.0/24"]


def test_with_a_key_no_derived_value_is_readable(store: GraphStore, tmp_path: Path) -> None:
    """A network is as telling as an address: it is keyed like one."""
    load(store, _folder(tmp_path / "in"), Settings(staging=str(tmp_path), key="0123456789abcdef0123456789abcdef"))
    answer = store.explore("MATCH (n:Network) RETURN n.id AS id", {}, timeout=30, max_rows=10)
    assert len(answer.rows) == 2
    assert not any("192.0.2" in str(row) or "198.51" in str(row) for row in answer.rows)


def test_a_derived_kind_is_not_observed(store: GraphStore, tmp_path: Path) -> None:
    """Rows that name one are refused, with the reason."""
    folder = _folder(tmp_path / "in")
    with (folder / "observations.csv").open("a") as file:
        file.write("a,ip_network,192.0.2.0/24,2026-02-01T00:00:00Z\n")
    report = load(store, folder, Settings(staging=str(tmp_path)), quarantine=tmp_path / "refused.csv")
    assert report.reasons == {"derived from ip, not observed": 1}
