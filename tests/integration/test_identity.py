"""What becomes of clusters from run to run, at both levels, on every store."""

from __future__ import annotations

import csv
import random
import time
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from linkage import queries
from linkage.engine.choose import choose
from linkage.engine.cluster_list import latest_run
from linkage.engine.detect import detect
from linkage.engine.explain import explain
from linkage.engine.export import export_clusters, export_members
from linkage.engine.find import find
from linkage.engine.kinds import read_kinds
from linkage.engine.known import read_known
from linkage.engine.publish import publish
from linkage.engine.read_entities import read_entities
from linkage.store.base import GraphStore, Row, Transaction
from tests.rings import DAY, START, Ring, load_rings, own

A, B = Ring("a", 0, *own("a")), Ring("b", 30, *own("b"))
BRIDGE = Ring("bridge", 60, [*A.devices, *B.devices], [*A.cards, *B.cards], size=40)
BEFORE_B, BEFORE_BRIDGE = ((START + day * DAY) * 1000 for day in (20, 50))
CROWD = 80
FILL = queries.parse(
    "// name: fill\n// mode: write\n\n"
    "FOREACH (id IN $accounts | CREATE (:Account {id: id})) FOREACH (id IN $clusters | CREATE (:Cluster {id: id}))"
)
COUNT = queries.parse(
    "// name: count\n// mode: read\n\nMATCH (:Account)-[m:MEMBER_OF]->(:Cluster) RETURN count(m) AS n LIMIT $limit"
)
GONE = queries.parse("// name: gone\n// mode: write\n\nMATCH (a:Account) WHERE a.id STARTS WITH $name DETACH DELETE a")


def exported(store: GraphStore, folder: Path) -> tuple[str, str]:
    """Return what both exports say."""
    export_members(store, folder / "members.csv")
    export_clusters(store, folder / "clusters.csv")
    return (folder / "members.csv").read_text("utf-8"), (folder / "clusters.csv").read_text("utf-8")


def clusters_of(store: GraphStore, folder: Path) -> dict[str, set[str]]:
    """Return the rings, by the letters their account ids begin with, in each cluster."""
    rows = csv.DictReader(StringIO(exported(store, folder)[0]))
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["cluster_id"], set()).add(row["account_id"].rpartition("-")[0])
    return found


def lineage(store: GraphStore, cluster: str) -> list[Row]:
    """Return every step in the life of a cluster."""
    return store.run(queries.load("list_lineage_of_cluster"), {"cluster": cluster, "limit": 100})


def get_cluster(store: GraphStore, cluster: str) -> Row:
    """Return a cluster, current or retired."""
    return store.run(queries.load("get_cluster"), {"cluster": cluster, "limit": 1})[0]


def detect_campaigns(store: GraphStore, campaign_of: Mapping[str, int], as_of: int | None = None) -> None:
    """Detect, and publish the campaigns that are given by account."""
    kinds, known = read_kinds(store), read_known(store)
    entities = read_entities(store, kinds, as_of=as_of)
    found = find(entities)
    campaign = np.array([campaign_of.get(account, -1) for account in entities.accounts.ids], np.int64)
    findings = choose(kinds, entities, found.evidence, found.clusters, campaign, known, as_of=as_of)
    run: dict[str, Any] = {"id": f"run-{time.monotonic_ns()}", "properties": {}}
    run |= {"started_at": 0, "finished_at": 1, "as_of": as_of}
    publish(store, kinds, entities, found.evidence, found.clusters, findings, known, run, after=latest_run(store))


def test_looking_back_shows_what_was_known_then_and_leaves_the_present(any_store: GraphStore, tmp_path: Path) -> None:
    """As of an earlier time the exports are those of that time; the next run brings the present back, ids and all."""
    store = any_store
    load_rings(store, tmp_path / "1", A, B, crowd=CROWD)
    detect(store)
    apart = exported(store, tmp_path)
    (a,) = (c for c, rings in clusters_of(store, tmp_path).items() if rings == {"a"})
    (b,) = (c for c, rings in clusters_of(store, tmp_path).items() if rings == {"b"})
    load_rings(store, tmp_path / "2", BRIDGE)
    detect(store)
    together = exported(store, tmp_path)
    steps, ended = lineage(store, a), get_cluster(store, b)["retired_at"]
    assert [(s["relation"], s["source_id"], s["target_id"], s["shared"]) for s in steps] == [("MERGED_INTO", b, a, 20)]

    detect(store, as_of=BEFORE_B)
    assert clusters_of(store, tmp_path) == {a: {"a"}}
    assert detect(store, as_of=BEFORE_BRIDGE).founded == 0
    assert exported(store, tmp_path) == apart
    assert get_cluster(store, a)["as_of"].timestamp() * 1000 == BEFORE_BRIDGE
    assert explain(store, "b-00").cluster == b

    back = detect(store)
    assert (back.continued, back.founded, back.retired, back.reborn) == (1, 0, 0, 0)
    assert exported(store, tmp_path) == together
    assert (get_cluster(store, a)["as_of"], lineage(store, a)) == (None, steps)
    assert get_cluster(store, b)["retired_at"] == ended


def test_a_ring_rebuilt_on_its_cards_is_the_same_actor(store: GraphStore, tmp_path: Path) -> None:
    """When all its accounts are gone its cluster ends; new accounts on its cards and devices are that cluster again."""
    load_rings(store, tmp_path / "1", A, B, crowd=CROWD)
    detect(store)
    (a,) = (c for c, rings in clusters_of(store, tmp_path).items() if rings == {"a"})
    store.execute(lambda transaction: transaction.run(GONE, {"name": "a-"}))
    assert detect(store).retired == 1
    assert get_cluster(store, a)["retired_at"] is not None
    assert a not in clusters_of(store, tmp_path)

    devices, cards = own("new")
    rebuilt = Ring("rebuilt", 200, [*A.devices[:3], devices[0]], [*A.cards[:2], *cards[:2]])
    load_rings(store, tmp_path / "2", rebuilt)
    report = detect(store)
    assert (report.founded, report.reborn) == (0, 1)
    assert clusters_of(store, tmp_path)[a] == {"rebuilt"}
    again = get_cluster(store, a)
    assert (again["retired_at"], again["reborn_run"]) == (None, report.run)
    assert lineage(store, a) == []


def test_an_address_that_changed_hands_makes_nobody_the_same_actor(store: GraphStore, tmp_path: Path) -> None:
    """Who has a ring's addresses half a year after it gave them up is somebody else."""
    proxies = [f"198.51.100.{n}" for n in range(8)]
    load_rings(store, tmp_path / "1", Ring("a", 0, own("a")[0][:1], proxies), B, crowd=CROWD, second="ip")
    detect(store)
    (a,) = (c for c, rings in clusters_of(store, tmp_path).items() if rings == {"a"})
    store.execute(lambda transaction: transaction.run(GONE, {"name": "a-"}))
    detect(store)
    load_rings(store, tmp_path / "2", Ring("later", 200, own("later")[0], proxies), second="ip")
    assert detect(store).reborn == 0
    found = clusters_of(store, tmp_path)
    assert {"later"} in found.values() and a not in found


def test_what_is_put_away_is_gone_from_what_is_shown(store: GraphStore) -> None:
    """Members that are remembered and deleted in one transaction, again and again, leave none behind."""
    accounts, clusters = [f"a{n}" for n in range(1500)], [f"c{n}" for n in range(50)]
    names = (queries.load(name) for name in ("remember_members", "delete_members", "forget_members", "create_members"))
    remember, delete, forget, create = names
    numbers: dict[str, list[Any]] = {
        "scores": [0.5],
        "strengths": [0.5],
        "verdicts": ["watch"],
        "since": [0],
        "redundancy": [1],
        "kinds": [1],
        "spared": ["one_kind"],
        "companions": [2],
        "within_days": [3.0],
    }
    parts = {name: values * len(accounts) for name, values in numbers.items()}
    dice = random.Random(0)

    def work(transaction: Transaction) -> None:
        for query in (remember, delete):
            transaction.run(query, {"clusters": clusters})
        chosen = dice.choices(clusters, k=len(accounts))
        transaction.run(create, {"accounts": accounts, "clusters": chosen, "run": "run", **parts})

    store.execute(lambda transaction: transaction.run(FILL, {"accounts": accounts, "clusters": clusters}))
    for _ in range(3):
        store.execute(work)
        assert store.run(COUNT, {"limit": 1})[0]["n"] == len(accounts)
        store.execute(lambda transaction: transaction.run(forget, {"clusters": clusters}))


CAMPAIGNS = {account: n // 10 for n, account in enumerate(A.accounts[:-4])} | dict.fromkeys(B.accounts[:2], 2)


def test_campaigns_are_published_inside_their_operator_and_keep_their_ids(
    any_store: GraphStore, tmp_path: Path
) -> None:
    """A member acts in one campaign or none; both levels are exported, and each has its own ids for ever."""
    store = any_store
    load_rings(store, tmp_path / "1", A, B, crowd=CROWD)
    detect_campaigns(store, CAMPAIGNS)
    first = exported(store, tmp_path)
    (a,) = (c for c, rings in clusters_of(store, tmp_path).items() if rings == {"a"} and c.startswith("op-"))
    operators, campaigns = _by_level(first[1])
    assert {c["parent"] for c in operators.values()} == {""}
    assert {c["parent"] for c in campaigns.values()} == {a}, "two accounts are no campaign"
    assert sorted(int(c["size"]) for c in campaigns.values()) == [6, 10]
    assert {(c["score"], c["verdict"]) for c in campaigns.values()} == {
        (operators[a]["score"], operators[a]["verdict"])
    }
    rows = [r for r in csv.DictReader(StringIO(first[0])) if r["account_id"] == "a-00"]
    assert [r["level"] for r in rows] == ["campaign", "operator"]
    assert len({(r["score"], r["verdict"]) for r in rows}) == 1
    assert explain(store, "a-00").level == "operator"
    assert get_cluster(store, a)["campaigns"] == sorted(campaigns)

    detect_campaigns(store, dict(reversed(CAMPAIGNS.items())))
    assert exported(store, tmp_path) == first
    detect_campaigns(store, {}, as_of=BEFORE_B)
    assert _by_level(exported(store, tmp_path)[1])[1] == {}
    detect_campaigns(store, CAMPAIGNS)
    assert exported(store, tmp_path) == first


def test_a_campaign_that_ended_is_remembered_and_no_longer_shown(store: GraphStore, tmp_path: Path) -> None:
    """Its operator lives on without it; the same accounts in step again are the same campaign."""
    load_rings(store, tmp_path / "1", A, B, crowd=CROWD)
    detect_campaigns(store, CAMPAIGNS)
    first = exported(store, tmp_path)
    large, small = sorted(_by_level(first[1])[1].values(), key=lambda c: -int(c["size"]))
    only = {account: n for account, n in CAMPAIGNS.items() if n == 0}
    detect_campaigns(store, only)
    operators, campaigns = _by_level(exported(store, tmp_path)[1])
    assert [*campaigns] == [large["cluster_id"]] == get_cluster(store, large["parent"])["campaigns"]
    assert large["parent"] in operators
    assert get_cluster(store, small["cluster_id"])["operators"] == [large["parent"]]
    detect_campaigns(store, CAMPAIGNS)
    assert exported(store, tmp_path) == first


LEVELS = ("operator", "campaign")


def _by_level(text: str) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    rows = list(csv.DictReader(StringIO(text)))
    operators, campaigns = ({r["cluster_id"]: r for r in rows if r["level"] == level} for level in LEVELS)
    return operators, campaigns


@pytest.mark.parametrize("as_of", [None, BEFORE_B])
def test_a_first_run_may_look_back(store: GraphStore, tmp_path: Path, as_of: int | None) -> None:
    """Where nothing was published yet, what is found as of a time keeps its ids when the present follows."""
    load_rings(store, tmp_path / "1", A, B, crowd=CROWD)
    detect(store, as_of=as_of)
    (a,) = (c for c, rings in clusters_of(store, tmp_path).items() if rings == {"a"})
    detect(store)
    assert clusters_of(store, tmp_path)[a] == {"a"}
