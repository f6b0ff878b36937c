"""Time limits: what is too slow at a size is not tried at the next."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.performance.results import Row


def not_worth_it(rows: Sequence[Row], name: str, accounts: int, limit: float) -> str:
    """Return why this size is not tried, from what the same took on a smaller one; empty where it is tried.

    Parameters
    ----------
    rows
        What was measured so far, one a step; ``convert`` and ``find``, or ``seconds``, are in seconds.
    limit
        Seconds a run may take. At best, time grows with the accounts.
    """
    smaller = [row for row in rows if row["name"] == name and row["accounts"] < accounts]
    if not smaller:
        return ""
    size = max(row["accounts"] for row in smaller)
    before = [row for row in smaller if row["accounts"] == size]
    if said := next((str(row["failure"]) for row in before if "failure" in row), ""):
        return said if said.startswith("not run") else f"not run: {said} at {size:,} accounts"
    took = max(row.get("seconds", row.get("convert", 0.0) + row.get("find", 0.0)) for row in before)
    return f"not run: {took:.0f} s at {size:,} accounts" if took * accounts / size > limit else ""
