"""What an account does like the others of its cluster: with the same tool, and in the same minutes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from linkage import queries
from linkage.judge.explanation import Alike
from linkage.store.base import GraphStore, Row

MOST_STEPS = 1000
OCCASION = timedelta(hours=2)
"""Moments within the same two hours are one occasion."""


def behaviour_of(store: GraphStore, account: str, tools: str | None) -> tuple[Alike, ...]:
    """Return what the account does alike, the most telling first.

    Parameters
    ----------
    tools
        The fingerprints its cluster has in common, as JSON.
    """
    steps = store.run(queries.load("list_steps_of_account"), {"account": account, "limit": MOST_STEPS})
    common = {tool["fingerprint"]: tool for tool in json.loads(tools or "[]")}
    used = store.run(queries.load("list_fingerprints_of_account"), {"account": account, "limit": MOST_STEPS})
    shared = [(common[row["fingerprint"]], row) for row in used if row["fingerprint"] in common]
    alike = [_same_tool(tool, row) for tool, row in shared] + ([_in_step(steps)] if steps else [])
    return tuple(sorted(alike, key=lambda a: (-a.weight, a.kind, a.fingerprint)))


def _same_tool(tool: Row, row: Row) -> Alike:
    return Alike(
        kind="fingerprint",
        fingerprint=tool["fingerprint"],
        occasions=int(row["moments"]),
        members=int(tool["members"]),
        accounts=int(tool["accounts"]),
        first_seen=row["first_seen"],
        last_seen=row["last_seen"],
        weight=float(tool["weight"]),
        together=float(tool["share"]),
        sentence=(
            f"Requests of one form (fingerprint {tool['fingerprint'][:8]}…): sent by {tool['members']:,} accounts of "
            f"the cluster, {tool['accounts']:,} in all; two that send them belong together with "
            f"{100 * tool['share']:.0f} % certainty."
        ),
    )


def _in_step(steps: Sequence[Row]) -> Alike:
    occasions = _occasions([row["at"] for row in steps])
    first, last = min(row["at"] for row in steps), max(row["at"] for row in steps)
    strongest = max(steps, key=lambda row: (row["members"], row["weight"]))
    return Alike(
        kind="moment",
        fingerprint=strongest["fingerprint"],
        occasions=occasions,
        members=int(strongest["members"]),
        accounts=int(strongest["accounts"]),
        first_seen=first,
        last_seen=last,
        weight=sum(float(row["weight"]) for row in steps),
        together=float(strongest["share"]),
        sentence=(
            f"Acted in the same minutes as others of the cluster on {occasions:,} "
            f"occasion{'s' if occasions != 1 else ''} ({first.date()} to {last.date()}), beyond chance and habit; "
            f"{strongest['members']:,} of them at once on {strongest['at']:%Y-%m-%d %H:%M} UTC, "
            f"with {strongest['accounts']:,} accounts in all."
        ),
    )


def _occasions(times: Sequence[datetime]) -> int:
    """Return how many times lie further than an occasion after the one before, the first included."""
    ordered = sorted(times)
    return 1 + sum(later - earlier > OCCASION for earlier, later in pairwise(ordered))
