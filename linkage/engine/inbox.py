"""The inbox: current operators in the order in which to look into them, each with the reason for its place."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage import queries
from linkage.engine.cluster_list import latest_run
from linkage.engine.journal import stamp
from linkage.engine.kept import Kept, index_behind
from linkage.engine.kinds import read_kinds
from linkage.engine.render import epoch_millis, instant
from linkage.store.base import GraphStore, Row

MEMBERS = "export_members_of_operators"
HONEST_SIGNS = 2
"""A member that shows so many of the three signs looks honest."""
SIGNS = {"banned": "banned", "min_days": 180, "free_plan": "free"}
"""What the signs mean, as ``list_honest_looking_members`` has it when nothing else is asked."""
RECENT_DAYS = 30
WEEKS = 26
"""Weeks of growth that are shown."""
OPERATORS_A_PAGE = 2_000
ALL = 1_000_000
"""More operators, and more runs, than a store holds."""
_DAY = 86_400_000
_RANK = {"flagged": 2, "watch": 1, "clear": 0}


@dataclass(frozen=True, slots=True)
class Growth:
    """Members by the week they were created in, the last week ending with the latest activity in the store."""

    start: datetime
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a cluster since a time: found new, back again, or joined by accounts."""

    what: Literal["new", "reborn", "grown"]
    joined: int


@dataclass(frozen=True, slots=True)
class KindOfEvidence:
    """How many identifiers of one kind a cluster rests on."""

    kind: str
    identifiers: int


@dataclass(frozen=True, slots=True)
class Case:
    """A cluster to look into.

    Parameters
    ----------
    cluster_id, verdict, score, size, flagged, first_seen, last_seen, summary, run
        Of the cluster: see the glossary.
    reason
        Why it stands where it does.
    active
        Members of which something may still be expected: not banned, and flagged where the cluster is.
    recent
        Of these, those created in the last days before the latest activity in the store.
    growth
        Members by week of creation.
    kinds
        What it rests on, most identifiers first.
    at_risk
        Members that look honest.
    orgs
        Organisations that its members name.
    campaigns
        Current campaigns inside it.
    change
        Since a time that was asked for; null where none was, or nothing changed.
    """

    cluster_id: str
    verdict: str
    score: float
    size: int
    flagged: int
    first_seen: datetime | None
    last_seen: datetime | None
    summary: str
    run: str
    reason: str
    active: int
    recent: int
    growth: Growth
    kinds: tuple[KindOfEvidence, ...]
    at_risk: int
    orgs: int
    campaigns: int
    change: Change | None = None

    @property
    def key(self) -> float:
        """What cases are sorted by, the greatest first: the verdict, then accounts at stake, recent ones twice."""
        return float(_RANK.get(self.verdict, 0) * 2**40 + self.active + self.recent) + self.score / 2


@dataclass(frozen=True, slots=True)
class _Inbox:
    """All cases in order, and what tells their changes.

    Parameters
    ----------
    now
        The latest activity in the store.
    joined
        For each cluster, int64 epoch milliseconds, ascending: since when each member has been tied to it.
    origins
        For each cluster, when it was found and when it was last back; None where it never was.
    """

    now: datetime
    cases: list[Case]
    joined: Mapping[str, NDArray[np.int64]]
    origins: Mapping[str, tuple[datetime | None, datetime | None]]

    def __len__(self) -> int:
        return len(self.cases)


@dataclass(frozen=True, slots=True)
class InboxPage:
    """Some cases, and what there is in all.

    Parameters
    ----------
    cases
        Of the page.
    now
        The latest activity in the store.
    total
        Cases that match.
    verdicts
        Of those, how many have which verdict.
    """

    cases: list[Case]
    now: datetime
    total: int
    verdicts: dict[str, int]


class Inbox:
    """The inbox of one store. Safe to use from many threads.

    Notes
    -----
    The first page after each run or load costs O(members of operators), any other O(operators). Where no state can be
    told, nothing is kept.
    """

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._kept = Kept[_Inbox](ALL)

    def page(self, asked: Mapping[str, Any]) -> InboxPage:
        """Return one page.

        Parameters
        ----------
        asked
            ``verdict``, ``kind`` (None for all), ``min_size``, ``since`` (None, or a time from which changes are told),
            ``changed`` (only what changed since then), ``after_key``, ``after_id``, ``limit``.
        """
        inbox = self._now()
        matching = list(_matching(inbox, asked))
        places = [(-case.key, case.cluster_id) for case in matching]
        verdicts = {verdict: sum(case.verdict == verdict for case in matching) for verdict in _RANK}
        shown = list(islice(matching, index_behind(places, asked), None))[: asked["limit"]]
        return InboxPage(shown, inbox.now, len(matching), verdicts)

    def first(self, count: int) -> list[Case]:
        """Return so many cases from the top."""
        return self._now().cases[:count]

    def _now(self) -> _Inbox:
        state = self._state()
        return self._read() if state is None else self._kept.get("inbox", state, self._read)

    def _state(self) -> Hashable | None:
        state = stamp(self._store)
        run = latest_run(self._store) if state.mark else None
        return (state, run) if run else None

    def _read(self) -> _Inbox:
        clusters = self._store.run(queries.load("list_clusters"), _EVERY_OPERATOR)
        members = pl.concat([_members(page) for page in self._pages(MEMBERS, SIGNS)] or [_members({})])
        origins = pl.concat([_origins(page) for page in self._pages("export_origins_of_operators")] or [_origins({})])
        now = _latest(clusters, members)
        facts = {row["cluster"]: row for row in _facts(members, clusters, now).iter_rows(named=True)}
        campaigns = dict(zip(origins["cluster"], origins["campaigns"], strict=True))
        kinds = self._kinds()
        cases = [
            _case(row, facts.get(row["cluster_id"], {}), kinds, campaigns.get(row["cluster_id"], 0), now)
            for row in clusters
        ]
        cases.sort(key=lambda case: (-case.key, case.cluster_id))
        return _Inbox(now, cases, _joined(members), self._times(origins))

    def _pages(self, name: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        pages = self._store.pages(queries.load(name), {**(params or {}), "limit": OPERATORS_A_PAGE})
        return [page for page in pages if page["clusters"]]

    def _kinds(self) -> dict[str, tuple[KindOfEvidence, ...]]:
        names = {kind.label: name for name, kind in read_kinds(self._store).items()}
        found: dict[str, list[KindOfEvidence]] = {}
        for page in self._pages("export_kinds_of_operators"):
            for cluster, label, count in zip(page["clusters"], page["labels"], page["identifiers"], strict=True):
                if label:
                    found.setdefault(cluster, []).append(KindOfEvidence(names.get(label, label), count))
        return {
            cluster: tuple(sorted(kinds, key=lambda kind: (-kind.identifiers, kind.kind)))
            for cluster, kinds in found.items()
        }

    def _times(self, origins: pl.DataFrame) -> dict[str, tuple[datetime | None, datetime | None]]:
        """Return when the run that found each cluster, and the one in which it was last back, began."""
        runs = self._store.run(queries.load("list_runs"), {"after_key": None, "after_id": None, "limit": ALL})
        began = {run["run_id"]: run["started_at"] for run in runs}
        return {
            row["cluster"]: (began.get(row["created_run"]), began.get(row["reborn_run"]))
            for row in origins.iter_rows(named=True)
        }


_EVERY_OPERATOR: Mapping[str, Any] = {
    "verdict": None,
    "level": "operator",
    "min_score": 0.0,
    "min_size": 0,
    "since": None,
    "sort": "score",
    "after_key": None,
    "after_id": None,
    "limit": ALL,
}


def _members(page: Mapping[str, Any]) -> pl.DataFrame:
    schema = {
        "clusters": pl.String,
        "created": pl.Int64,
        "since": pl.Int64,
        "flagged": pl.Boolean,
        "banned": pl.Boolean,
        "signs": pl.Int64,
        "orgs": pl.String,
    }
    return pl.DataFrame({name: page.get(name, []) for name in schema}, schema=schema).rename({"clusters": "cluster"})


def _origins(page: Mapping[str, Any]) -> pl.DataFrame:
    schema = {"clusters": pl.String, "created_runs": pl.String, "reborn_runs": pl.String, "campaigns": pl.Int64}
    names = {"clusters": "cluster", "created_runs": "created_run", "reborn_runs": "reborn_run"}
    return pl.DataFrame({name: page.get(name, []) for name in schema}, schema=schema).rename(names)


def _latest(clusters: list[Row], members: pl.DataFrame) -> datetime:
    """Return the latest activity: the page of a store that is not fed any more still shows its last weeks."""
    seen: list[datetime] = [row["last_seen"] for row in clusters if row["last_seen"]]
    created = members["created"].max() if len(members) else None
    return max([*seen, instant(int(str(created or 0)))])


def _facts(members: pl.DataFrame, clusters: list[Row], now: datetime) -> pl.DataFrame:
    """Return what is counted of each cluster's members: active, recent, at_risk, orgs, growth."""
    end = epoch_millis(now)
    verdicts = pl.DataFrame(
        {"cluster": [row["cluster_id"] for row in clusters], "verdict": [row["verdict"] for row in clusters]},
        schema={"cluster": pl.String, "verdict": pl.String},
    )
    active = ~pl.col("banned") & (pl.col("flagged") | (pl.col("verdict") != "flagged"))
    week = (WEEKS - 1 - (end - pl.col("created")) // (7 * _DAY)).cast(pl.Int64)
    told = members.join(verdicts, on="cluster").with_columns(active=active, week=week)
    return told.group_by("cluster").agg(
        pl.col("active").sum(),
        (pl.col("active") & (pl.col("created") >= end - RECENT_DAYS * _DAY)).sum().alias("recent"),
        (pl.col("signs") >= HONEST_SIGNS).sum().alias("at_risk"),
        pl.col("orgs").filter(pl.col("orgs") != "").n_unique().alias("orgs"),
        *(
            ((pl.col("week") == number) & (pl.col("created") >= 0)).sum().alias(f"week {number}")
            for number in range(WEEKS)
        ),
    )


def _joined(members: pl.DataFrame) -> dict[str, NDArray[np.int64]]:
    grouped = members.sort("cluster", "since").group_by("cluster", maintain_order=True).agg(pl.col("since"))
    return {str(cluster): np.asarray(since, np.int64) for cluster, since in grouped.iter_rows()}


def _case(
    row: Row, facts: Mapping[str, Any], kinds: Mapping[str, tuple[KindOfEvidence, ...]], campaigns: int, now: datetime
) -> Case:
    active, recent = facts.get("active", 0), facts.get("recent", 0)
    return Case(
        **{name: row[name] for name in ("cluster_id", "verdict", "score", "size", "flagged")},
        **{name: row[name] for name in ("first_seen", "last_seen", "summary", "run")},
        reason=_reason(row["verdict"], row["flagged"], active, recent),
        active=active,
        recent=recent,
        growth=Growth(
            now - timedelta(days=7 * WEEKS), tuple(facts.get(f"week {number}", 0) for number in range(WEEKS))
        ),
        kinds=kinds.get(row["cluster_id"], ()),
        at_risk=facts.get("at_risk", 0),
        orgs=facts.get("orgs", 0),
        campaigns=campaigns,
    )


def _reason(verdict: str, flagged: int, active: int, recent: int) -> str:
    if verdict == "clear":
        return "Clear: an innocent explanation holds."
    new = f", {recent:,} of them created in the last {RECENT_DAYS} days" if recent else ""
    accounts = f"{active:,} account{'s' if active != 1 else ''}"
    if verdict == "watch":
        return f"Watch: near, not enough; {accounts} not banned{new}."
    if not flagged:
        return "Flagged, but no account of it is flagged itself."
    if not active:
        return "Flagged, and every flagged account of it is banned."
    return f"Flagged: {accounts} flagged and not banned{new}."


def _matching(inbox: _Inbox, asked: Mapping[str, Any]) -> Iterator[Case]:
    for case in inbox.cases:
        if (
            asked["verdict"] in (None, case.verdict)
            and case.size >= asked["min_size"]
            and (asked["kind"] is None or any(kind.kind == asked["kind"] for kind in case.kinds))
        ):
            told = case if asked["since"] is None else _changed(inbox, case, asked["since"])
            if told.change is not None or not asked["changed"]:
                yield told


def _changed(inbox: _Inbox, case: Case, since: datetime) -> Case:
    """Return the case with what became of it since a time."""
    joined = inbox.joined.get(case.cluster_id, np.zeros(0, np.int64))
    start = epoch_millis(since)
    count = len(joined) - int(np.searchsorted(joined, start))
    found, back = inbox.origins.get(case.cluster_id, (None, None))
    if found is not None and found >= since:
        return replace(case, change=Change("new", count))
    if back is not None and back >= since:
        return replace(case, change=Change("reborn", count))
    return replace(case, change=Change("grown", count)) if count else case
