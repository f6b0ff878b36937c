"""Read what a store holds: all of it, or only what has changed since it was last read."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from linkage.engine.contents import Contents, contents_of, renewed
from linkage.engine.journal import Changed, Stamp, changed, stamp
from linkage.engine.read_tables import read_some, read_tables
from linkage.engine.scan_contents import scan_accounts, scan_contents
from linkage.engine.snapshot import Snapshot, load_snapshot, save_snapshot
from linkage.engine.tables import ACCOUNT
from linkage.errors import StoreError
from linkage.model.kind import Kinds
from linkage.store.base import GraphStore

MOST_CHANGED = 0.2
"""Where more than this share of the accounts changed, all is read: ranges are read faster than accounts one by one."""

How = Literal["all", "changes", "nothing"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a store holds, and how that became known.

    Parameters
    ----------
    contents
        What it holds.
    stamp
        The state that was read; None where somebody wrote meanwhile, or nobody can tell.
    how
        What was read: ``all``, only ``changes``, or ``nothing``, since nothing has changed.
    """

    contents: Contents
    stamp: Stamp | None
    how: How


def read_contents(store: GraphStore, kinds: Kinds, folder: Path | None = None) -> Reading:
    """Return what the store holds; the same whether a snapshot helped or not.

    Parameters
    ----------
    kinds
        The declared kinds.
    folder
        Where a snapshot is kept, and renewed; none without.
    """
    if folder is None:
        return Reading(read_all(store, kinds), None, "all")
    now = stamp(store)
    kept = load_snapshot(folder)
    contents, how = _read(store, kinds, kept, now)
    if not now.mark or (how != "nothing" and stamp(store) != now):
        return Reading(contents, None, how)
    if how != "nothing":
        save_snapshot(folder, Snapshot(now, contents))
    return Reading(contents, now, how)


def keep_written(store: GraphStore, contents: Contents, folder: Path) -> None:
    """Keep what a first load wrote as if it had been read; of accounts only the ids are known.

    Where somebody else wrote meanwhile, or the store fails now, nothing is kept, and the next detection reads all: the
    load itself is done.
    """
    with contextlib.suppress(StoreError):
        now, scan = stamp(store), store.scan()
        if not now.mark or scan is None:
            return
        accounts = scan_accounts(scan).select(*ACCOUNT)
        if accounts["ids"].equals(contents.accounts["ids"]) and stamp(store) == now:
            save_snapshot(folder, Snapshot(now, replace(contents, accounts=accounts)))


def read_all(store: GraphStore, kinds: Kinds) -> Contents:
    """Return what the store holds, by scanning it where that can be done, else by queries."""
    scan = store.scan()
    return scan_contents(scan, kinds) if scan else contents_of(read_tables(store, kinds))


def _read(store: GraphStore, kinds: Kinds, kept: Snapshot | None, now: Stamp) -> tuple[Contents, How]:
    if kept is None or not kept.stamp.leads_to(now):
        return read_all(store, kinds), "all"
    if kept.stamp == now:
        return kept.contents, "nothing"
    new = changed(store, now.changes - kept.stamp.changes)
    if _many(new, kept.contents):
        return read_all(store, kinds), "all"
    return renewed(kept.contents, read_some(store, kinds, new)), "changes"


def _many(new: Changed, contents: Contents) -> bool:
    accounts, identifiers = len(contents.accounts), len(contents.identifiers)
    return len(new.accounts) > MOST_CHANGED * accounts or len(new.refs) > MOST_CHANGED * identifiers
