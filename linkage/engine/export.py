"""Write the published clusters to files that are equal, byte by byte, whatever store they come from.

Only what is current and what a run with the same input and seed would say again: no run ids, no wall-clock times.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from linkage import queries
from linkage.engine.order import in_order
from linkage.engine.output import replacing
from linkage.engine.render import instant, rfc3339
from linkage.store.base import GraphStore, Row

MEMBERS = ("account_id", "cluster_id", "level", "score", "verdict")
CLUSTERS = ("cluster_id", "level", "score", "verdict", "size", "flagged", "first_seen", "last_seen", "parent")

Line = tuple[str, ...]

_MEMBER_LISTS = ("accounts", "clusters", "levels", "scores", "verdicts")
_CLUSTER_LISTS = ("clusters", "levels", "scores", "verdicts", "sizes", "flagged", "first", "latest", "parents")
PAGE = 1_000
"""Clusters whose rows are read at once."""


def export_members(store: GraphStore, path: Path | str) -> int:
    """Write every membership in a current cluster as CSV and return how many there are.

    Sorted by (account_id, level, cluster_id) in byte order. Memory: the members of a page of clusters, and a fixed
    number of rows to sort. Time: O(n log n) in members, however many accounts are in no cluster.

    Parameters
    ----------
    store
        Where detection has published.
    path
        The file to make or replace; ``-`` is stdout.

    Raises
    ------
    UsageError, StoreFull
        The file cannot be written; what was there before is untouched.
    """
    rows = in_order(_rows(store, "export_members", _MEMBER_LISTS, _member), lambda line: (line[0], line[2], line[1]))
    return _write(path, MEMBERS, rows)


def export_clusters(store: GraphStore, path: Path | str) -> int:
    """Write every current cluster as CSV, sorted by cluster_id in byte order, and return how many there are.

    Parameters and failures are those of ``export_members``. ``first_seen`` and ``last_seen`` are times of activity in
    RFC 3339; ``parent`` is the operator of a campaign.
    """
    rows = in_order(_rows(store, "export_clusters", _CLUSTER_LISTS, _cluster), lambda line: line[0])
    return _write(path, CLUSTERS, rows)


def _rows(store: GraphStore, query: str, lists: Line, line: Callable[..., Line]) -> Iterator[Line]:
    for page in store.pages(queries.load(query), {"limit": PAGE}):
        yield from map(line, *_parallel(page, lists))


def _parallel(page: Row, lists: Line) -> list[list[object]]:
    found = [list(page[name]) for name in lists]
    assert len({len(column) for column in found}) == 1, "the lists of a page are parallel"
    return found


def _member(account: str, cluster: str, level: str, score: float, verdict: str) -> Line:
    return account, cluster, level, _score(score), verdict


def _cluster(
    cluster: str,
    level: str,
    score: float,
    verdict: str,
    size: int,
    flagged: int,
    first: int,
    latest: int,
    parent: str,
) -> Line:
    return cluster, level, _score(score), verdict, str(size), str(flagged), _time(first), _time(latest), parent


def _score(score: float) -> str:
    return f"{score + 0.0:.6f}"


def _time(ms: int) -> str:
    return "" if ms < 0 else rfc3339(instant(ms))


def _write(path: Path | str, columns: Line, rows: Iterable[Line]) -> int:
    count = 0
    with replacing(path) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for count, row in enumerate(rows, 1):  # noqa: B007  the last count is the answer
            writer.writerow(row)
    return count
