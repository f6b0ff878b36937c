"""A ring that hands each device on, from files to the explanation of its accounts, on every store."""

from __future__ import annotations

import random
from pathlib import Path

from linkage import queries
from linkage.config import Settings
from linkage.engine.detect import detect
from linkage.engine.explain import explain
from linkage.engine.load import load
from linkage.engine.progress import Silent
from linkage.judge import judged
from linkage.store.base import GraphStore
from tests.rings import DAY, START, write_table

CHAIN = [f"chain-{n:02}" for n in range(40)]
HOMES = [[f"home-{h:03}-{n}" for n in range(3)] for h in range(120)]


def test_whom_one_kind_ties_hears_with_whom_it_was_registered(any_store: GraphStore, tmp_path: Path) -> None:
    """Most of the chain share devices alone: they are flagged for when they came, and the reason can be read."""
    _detected(any_store, tmp_path)
    why = explain(any_store, CHAIN[20])
    assert (why.verdict, why.kinds, {tie.kind for tie in why.ties}) == ("flagged", 2, {"device"})
    assert why.registered is not None
    assert (why.registered.accounts, why.registered.within_days) == (4, 1.0)
    assert "Created within 1 day of 4 accounts of the cluster that share an identifier" in why.registered.sentence
    assert "With whom it was registered:" in why.as_text()
    assert "Had it not been registered with others" in why.would_change[1]
    assert why.as_dict()["registered"]["within_days"] == 1.0
    backed = explain(any_store, CHAIN[16])
    assert (backed.verdict, backed.kinds, backed.registered) == ("flagged", 2, None)
    _reasons_are_kept(any_store)


def _reasons_are_kept(store: GraphStore) -> None:
    """Flagged members have none, others of a flagged cluster one that is known."""
    query = queries.load("list_memberships_of_account")
    found = [store.run(query, {"account": account, "limit": 1}) for account in CHAIN]
    members = [rows[0] for rows in found if rows]
    assert len(members) >= 36
    assert {row["spared"] for row in members if row["verdict"] == "flagged"} == {""}
    assert {row["spared"] for row in members if row["verdict"] != "flagged"} <= {*judged.SPARED, "unlikely"}


def _detected(store: GraphStore, folder: Path) -> None:
    """Load a chain whose devices serve three in a row and whose cards join two of eight, and families over years."""
    dice = random.Random(3)
    accounts = [(a, START + 43_200 * n) for n, a in enumerate(CHAIN)]
    accounts += [(p, START - dice.randrange(900 * DAY) + 60 * DAY) for home in HOMES for p in home]
    shown = [(a, "device", f"device-{n}") for n in range(38) for a in CHAIN[n : n + 3]]
    shown += [(a, "payment", f"card-{n}") for n in range(0, 40, 8) for a in CHAIN[n : n + 2]]
    shown += [(a, "payment", f"own-card-{a}") for a in CHAIN]
    for h, home in enumerate(HOMES):
        shown += [row for p in home for row in ((p, "device", f"device-of-home-{h}"), (p, "ip", f"10.1.{h}.7"))]
        shown += [(p, "payment", f"card-of-{p}") for p in home]
    tables = folder / "tables"
    tables.mkdir()
    write_table(tables / "accounts.csv", ("account_id", "created_at"), accounts)
    rows = [(*row, START + 61 * DAY) for row in shown]
    write_table(tables / "observations.csv", ("account_id", "kind", "value", "seen_at"), rows)
    load(store, tables, Settings(), quarantine=folder / "quarantine.csv", progress=Silent())
    detect(store)
