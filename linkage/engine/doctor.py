"""Look over an installation and its store, and say of whatever is wrong how to put it right."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from linkage import queries
from linkage.config import Settings
from linkage.engine import machine
from linkage.engine.kinds import read_kinds
from linkage.engine.render import plain
from linkage.errors import LinkageError, StoreError
from linkage.ingest.pseudonymise import NO_KEY, fingerprint_of_key
from linkage.model.kind import Kinds
from linkage.store.base import GraphStore, StoreInfo
from linkage.store.open import open_store

LEAST_FREE = 1 << 30
"""Bytes below which a disk is called nearly full."""

KEY_SETTING = "key"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: whether it is well, what was found, and what to do where it is not."""

    name: str
    ok: bool
    found: str
    fix: str = ""


@dataclass(slots=True)
class Report:
    """What was found.

    Parameters
    ----------
    checks
        Everything looked at, in order.
    store
        Product, version, address and GDS of the store; empty when it does not answer.
    counts
        Nodes by label and uses (``USED``); empty when the store does not answer.
    last_run
        The latest run of detection; None when there was none.
    libraries
        Versions by name; None for what is not installed.
    """

    checks: list[Check] = field(default_factory=list)
    store: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    last_run: dict[str, Any] | None = None
    libraries: dict[str, str | None] = field(default_factory=dict)

    @property
    def healthy(self) -> bool:
        """Whether every check is well."""
        return all(check.ok for check in self.checks)

    @property
    def exit_code(self) -> int:
        """0 when every check is well, else 1."""
        return 0 if self.healthy else 1

    def as_dict(self) -> dict[str, Any]:
        """Return it JSON-ready."""
        return {
            "ok": self.healthy,
            "checks": [asdict(check) for check in self.checks],
            "store": self.store,
            "counts": self.counts,
            "last_run": self.last_run,
            "libraries": self.libraries,
        }

    def as_text(self) -> str:
        """Return it as lines for people."""
        lines: list[str] = []
        for check in self.checks:
            lines.append(f"{'ok  ' if check.ok else 'FAIL'} {check.name}: {check.found}")
            if not check.ok and check.fix:
                lines.append(f"     -> {check.fix}")
        lines.append("all is well" if self.healthy else "something is wrong: see FAIL above")
        return "\n".join(lines)


def examine(settings: Settings) -> Report:
    """Return what there is to say of this installation and of the store the settings name. It changes nothing.

    A store that is down, held, or missing is a finding, not an exception.
    """
    report = Report(libraries=machine.libraries())
    _look(report, "python", lambda: _python(report))
    _look(report, "disk", lambda: _disk(settings))
    if "://" not in settings.store:
        _look(report, "heap", lambda: _heap(settings))
    try:
        store = open_store(settings)
    except LinkageError as error:
        report.checks.append(Check("store", False, error.cause, error.hint))
        return report
    try:
        _examine_store(report, store, settings)
    finally:
        store.close()
    return report


def _examine_store(report: Report, store: GraphStore, settings: Settings) -> None:
    _look(report, "store", lambda: _store(report, store.info()))
    if not report.checks[-1].ok:
        return
    _look(report, "content", lambda: _content(report, store))
    _look(report, "schema", lambda: _schema(report, store))
    _look(report, "key", lambda: _key(store, settings))
    _look(report, "last run", lambda: _last_run(report, store))


def _look(report: Report, name: str, look: Callable[[], Check]) -> None:
    try:
        report.checks.append(look())
    except LinkageError as error:
        report.checks.append(Check(name, False, error.cause, error.hint or _hint(error)))


def _hint(error: LinkageError) -> str:
    return "see the server's log" if isinstance(error, StoreError) else ""


def _python(report: Report) -> Check:
    shown = ", ".join(f"{name} {version}" for name, version in report.libraries.items() if version)
    return Check("python", True, f"{machine.python()}; {shown}")


def _disk(settings: Settings) -> Check:
    places = [Path(settings.staging or tempfile.gettempdir())]
    if "://" not in settings.store:
        places.append(Path(settings.store))
    room = {place: machine.free_bytes(place) for place in places}
    found = ", ".join(
        f"{'unknown' if free is None else machine.size_text(free)} free at {p}" for p, free in room.items()
    )
    enough = all(free is None or free >= LEAST_FREE for free in room.values())
    return Check("disk", enough, found, "free some space, or point LINKAGE_STAGING at another disk")


def _heap(settings: Settings) -> Check:
    size, memory = machine.heap_bytes(settings.java_heap), machine.memory_bytes()
    found = f"{settings.java_heap} of {machine.size_text(memory)} memory"
    fits = size is not None and size < memory
    return Check("heap", fits, found, "set LINKAGE_HEAP to a size such as 1g, well below the memory")


def _store(report: Report, info: StoreInfo) -> Check:
    report.store = asdict(info)
    gds = f"GDS {info.gds}" if info.gds else "no GDS"
    return Check("store", True, f"{info.product} {info.version} at {info.address}, {gds}")


def _schema(report: Report, store: GraphStore) -> Check:
    there = {(row["label"], row["property"]) for row in store.run(queries.load("list_constraints"), {"limit": 1000})}
    missing = sorted(f"{label}.{name}" for label, name in _wanted(read_kinds(store)) - there)
    if missing and not report.counts.get("Account"):
        return Check("schema", True, "not there yet; the first load makes it")
    if missing:
        return Check("schema", False, f"not unique yet: {', '.join(missing)}", "load something: that makes the schema")
    return Check("schema", True, f"{len(there)} unique properties")


def _wanted(kinds: Kinds) -> set[tuple[str, str]]:
    labels = {"Account", "Cluster", "Kind", "Ledger", "Moment", "Run"}
    identifiers = {kind.label for kind in kinds.values()}
    return {(label, "id") for label in labels | identifiers} | {(label, "ref") for label in identifiers}


def _key(store: GraphStore, settings: Settings) -> Check:
    ours = "LINKAGE_KEY is set" if settings.key else "LINKAGE_KEY is not set"
    rows = store.run(queries.load("get_setting"), {"id": KEY_SETTING, "limit": 1})
    if not rows:
        return Check("key", True, f"{ours}; the store holds no identifiers yet")
    theirs = str(rows[0]["value"])
    if theirs == fingerprint_of_key(settings.key):
        return Check("key", True, f"{ours}, as the store expects")
    if theirs == NO_KEY:
        return Check("key", False, f"{ours}, but the store was loaded without one", "unset LINKAGE_KEY")
    return Check("key", False, f"{ours}, but the store was loaded under another", "set the key it was loaded under")


def _content(report: Report, store: GraphStore) -> Check:
    counts = store.counts()
    for kind in read_kinds(store).values():
        counts[kind.label] = int(store.run(queries.load("count_identifiers", kind), {"limit": 1})[0]["count"])
    report.counts = {label: counts[label] for label in sorted(counts)}
    shown = ", ".join(f"{label} {count:,}" for label, count in report.counts.items() if count)
    return Check("content", True, shown or "nothing yet")


def _last_run(report: Report, store: GraphStore) -> Check:
    query = queries.load("list_runs")
    rows = store.run(query, {**{p.name: None for p in query.params}, "limit": 1})
    if not rows:
        return Check("last run", True, "none yet")
    report.last_run = plain(rows[0])
    run = report.last_run
    return Check("last run", True, f"{run['run_id']}, finished {run['finished_at']}, {run['clusters']} clusters")
