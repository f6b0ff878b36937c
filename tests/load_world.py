"""Small worlds for loads, the graph they must become (row by row, without the code under test), and what is there."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from linkage.store.base import GraphStore

MOST = 1_000_000
START = 1_767_225_600
LABELS = {"device": "Device", "ip": "IP", "email": "Email"}
Table = list[tuple[Any, ...]]
Graph = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class World:
    """Three tables, as rows of cells."""

    accounts: Table
    observations: Table
    activity: Table

    def shuffled(self, seed: int) -> World:
        """Return the same rows in another order, some of them twice."""
        dice = random.Random(seed)
        tables = []
        for table in (self.accounts, self.observations, self.activity):
            rows = table + dice.sample(table, len(table) // 3)
            dice.shuffle(rows)
            tables.append(rows)
        return World(*tables)


def make_world(accounts: int, seed: int, per_account: int = 8) -> World:
    """Return a world of accounts that share identifiers, with distinct rows."""
    dice = random.Random(seed)
    names = [f"acc-{n:05d}" for n in range(accounts)]
    seen: dict[tuple[Any, ...], None] = {}
    acts: dict[tuple[Any, ...], None] = {}
    for name in names:
        for _ in range(per_account):
            kind = dice.choice(list(LABELS))
            number = dice.randrange(accounts)
            value = {
                "device": f"dev-{number}",
                "ip": f"10.0.{number // 250}.{number % 250}",
                "email": f"u{number}@x.org",
            }
            seen[name, kind, value[kind], START + dice.randrange(10**6), dice.randrange(1, 4)] = None
            acts[name, START + dice.randrange(10**5), f"fp-{dice.randrange(9)}", dice.randrange(1, 4)] = None
    rows = [
        (name, START - n, dice.choice(["active", "banned"]), dice.choice(["", "Org"])) for n, name in enumerate(names)
    ]
    return World(rows, list(seen), list(acts))


def write_world(world: World, folder: Path) -> Path:
    """Write the tables as CSV with RFC 3339 times and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "accounts.csv", "account_id,created_at,status,org", _timed(world.accounts, 1))
    _write(folder / "observations.csv", "account_id,kind,value,seen_at,count", _timed(world.observations, 3))
    _write(folder / "activity.csv", "account_id,at,fingerprint,count", _timed(world.activity, 1))
    return folder


def expected_graph(world: World) -> Graph:
    """Return what the graph must hold, by the plain reading of the rules."""
    used: dict[tuple[str, str, str], list[int]] = {}
    for account, kind, value, at, count in world.observations:
        edge = used.setdefault((account, LABELS[kind], value), [at, at, 0])
        edge[:] = [min(edge[0], at), max(edge[1], at), edge[2] + count]
    acted: dict[tuple[str, str, int], int] = {}
    for account, at, fingerprint, count in world.activity:
        key = (account, fingerprint, at // 600 * 600)
        acted[key] = acted.get(key, 0) + count
    return {
        "accounts": sorted((name, at * 1000, status, org or None) for name, at, status, org in world.accounts),
        "uses": sorted((*key, first * 1000, last * 1000, count) for key, (first, last, count) in used.items()),
        "acts": sorted((a, f"{f}@{at}", f, at * 1000, count) for (a, f, at), count in acted.items()),
        "derives": sorted({tie for _, kind, value, *_ in world.observations for tie in _implied(kind, value)}),
    }


def _implied(kind: str, value: str) -> Iterable[tuple[str, str, str, str]]:
    if kind == "ip":
        yield "IP", value, "Network", value.rsplit(".", 1)[0] + ".0/24"
    if kind == "email":
        name, domain = value.split("@")
        yield "Email", value, "EmailDomain", domain
        yield "Email", value, "EmailPattern", f"a{'9' * (len(name) - 1)}@{domain}"


def actual_graph(store: GraphStore) -> Graph:
    """Return what the graph holds."""
    queries = {
        "accounts": "MATCH (a:Account) RETURN a.id AS a, a.created_at.epochMillis AS b, a.status AS c, a.org AS d",
        "uses": "MATCH (a:Account)-[u:USED]->(i) RETURN a.id AS a, labels(i)[0] AS b, i.id AS c, "
        "u.first_seen.epochMillis AS d, u.last_seen.epochMillis AS e, u.count AS f",
        "acts": "MATCH (a:Account)-[t:ACTED]->(m:Moment) RETURN a.id AS a, m.id AS b, m.fingerprint AS c, "
        "m.at.epochMillis AS d, t.count AS e",
        "derives": "MATCH (i)-[:DERIVES]->(d) RETURN labels(i)[0] AS a, i.id AS b, labels(d)[0] AS c, d.id AS d",
    }
    return {name: _rows(store, text) for name, text in queries.items()}


def ledgers(store: GraphStore) -> list[tuple[Any, ...]]:
    """Return the ledgers."""
    return _rows(store, "MATCH (l:Ledger) RETURN l.id AS a, l.account AS b, l.rows AS c")


def _rows(store: GraphStore, text: str) -> list[tuple[Any, ...]]:
    answer = store.explore(text, {}, timeout=60, max_rows=MOST)
    assert not answer.truncated
    return sorted(tuple(row[column] for column in answer.columns) for row in answer.rows)


def _timed(rows: Table, place: int) -> Iterable[tuple[Any, ...]]:
    for row in rows:
        yield (*row[:place], datetime.fromtimestamp(row[place], UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), *row[place + 1 :])


def _write(path: Path, header: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows([header.split(","), *rows])


def counts(report: Mapping[str, Any]) -> tuple[int, int, int, int]:
    """Return read, loaded, duplicate, quarantined of a report or one of its tables, which must add up."""
    read, loaded, duplicate, quarantined = (int(report[k]) for k in ("read", "loaded", "duplicate", "quarantined"))
    assert read == loaded + duplicate + quarantined
    return read, loaded, duplicate, quarantined
