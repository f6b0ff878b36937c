"""Time limits: what is too slow at a size is not tried at the next."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.performance.results import Row


def not_worth_it(rows: Sequence[Row], name: str, accounts: int, limit: float) -> str:
    """Return why this size is not tried, from what the same took on a smaller one; empty where it is tried.

    Parameters
    ----------
    rows
        What was measured so far; ``convert`` and ``find``, or ``seconds``, are in seconds.
    limit
        Seconds a run may take. At best, time grows with the accounts.
    """
    smaller = [row for row in rows if row["name"] == name and row["accounts"] < accounts]
    if not smaller:
        return ""
    before = max(smaller, key=lambda row: int(row["accounts"]))
    if "failure" in before:
        said = str(before["failure"])
        return said if said.startswith("not run") else f"not run: {said} at {before['accounts']:,} accounts"
    took = before.get("seconds", before.get("convert", 0.0) + before.get("find", 0.0))
    if took * accounts / before["accounts"] <= limit:
        return ""
    return f"not run: {took:.0f} s at {before['accounts']:,} accounts"
