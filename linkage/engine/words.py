"""Reports of use cases in words, for people at a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from linkage.engine.detect import RunReport
from linkage.engine.estimate import Estimate, advice
from linkage.engine.load import Counts, LoadReport
from linkage.engine.machine import size_text


def of_load(report: LoadReport) -> str:
    """Return what a load came to: each table's rows, what was refused and why, and where to read of it."""
    lines = [_counts(name, counts) for name, counts in report.tables.items()]
    lines += [f"  refused {count:,}: {reason}" for reason, count in report.reasons.items()]
    if report.quarantine is not None:
        lines.append(f"  the refused rows are in {report.quarantine}")
    rate = report.read / report.seconds if report.seconds else 0
    lines.append(f"{report.read:,} rows in {report.seconds:.1f} s ({rate:,.0f} a second)")
    return "\n".join(lines)


def _counts(name: str, counts: Counts) -> str:
    return (
        f"{name}: {counts.read:,} read, {counts.loaded:,} loaded, {counts.duplicate:,} known already, "
        f"{counts.quarantined:,} refused"
    )


def of_run(report: RunReport) -> str:
    """Return what a detection read and found, and how long its steps took."""
    lines = [
        f"{report.accounts:,} accounts, {report.identifiers:,} identifiers, {report.edges:,} edges",
        _READ[report.read],
        f"clusters: {_by_verdict(report.clusters)}",
        f"accounts in them: {_by_verdict(report.members)}",
        f"{report.founded:,} new, {report.continued:,} known before, {report.retired:,} retired (run {report.run})",
        ", ".join(f"{step} {seconds:.1f} s" for step, seconds in report.seconds.items()),
    ]
    return "\n".join(lines)


def of_estimate(estimate: Estimate) -> str:
    """Return what something will take, and what would do where it does not fit."""
    seconds = ", ".join(f"{step} about {value:,.0f} s" for step, value in estimate.seconds.items())
    need, free = size_text(estimate.memory), size_text(estimate.available)
    lines = [
        ", ".join(f"{count:,} {name}" for name, count in estimate.rows.items()),
        seconds,
        f"about {need} of memory at the peak; {free} are free now",
    ]
    if not estimate.fits:
        lines.append(f"that does not fit: {advice(estimate.memory)}")
    return "\n".join(lines)


_READ = {
    "all": "all of it read",
    "changes": "only what had changed read",
    "nothing": "what was kept is up to date: nothing was read",
}


def _by_verdict(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {verdict}" for verdict, count in counts.items()) or "none"
