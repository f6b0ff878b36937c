"""The most certain way from one account to another over what accounts share, and what it says, in words.

Few nodes at a time, those around two accounts: plain Python is enough.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from math import inf, log, prod
from typing import Any

Key = tuple[str, str, int]
"""Kind, reference, and number of the lease."""
PLACES = 4
"""Digits of a certainty that is shown."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A lease that accounts share: how many ever used the identifier, how certain sharing it is, and who used it when.

    Parameters
    ----------
    users
        Accounts that ever used the identifier.
    share
        How likely two users of it belong together, in (0, 1).
    when
        First and last use of each account of the surroundings.
    """

    users: int
    share: float
    when: Mapping[str, tuple[datetime, datetime]]


def best_path(shared: Mapping[Key, Shared], start: str, end: str, without: Collection[Key] = ()) -> list[Any]:
    """Return account, identifier, account, … of the most certain path, empty where there is none.

    Notes
    -----
    Dijkstra over costs of -ln(share); O(n log n) in edges. Equal paths are told apart by their names.
    """
    used: dict[str, list[Key]] = {}
    for key in sorted(set(shared) - set(without)):
        for account in shared[key].when:
            used.setdefault(account, []).append(key)
    queue: list[tuple[float, str, tuple[Any, ...]]] = [(0.0, start, (start,))]
    done: set[str] = set()
    spent: set[Key] = set()
    while queue:
        cost, account, way = heapq.heappop(queue)
        if account == end:
            return list(way)
        if account in done:
            continue
        done.add(account)
        for key in used.get(account, ()):
            if key not in spent:
                spent.add(key)  # whoever reaches a lease first reaches all its users most cheaply
                further = cost - log(shared[key].share)
                for other in shared[key].when:
                    if other not in done:
                        heapq.heappush(queue, (further, other, (*way, key, other)))
    return []


def certainty(shared: Mapping[Key, Shared], path: Sequence[Any]) -> float:
    """Return the product of the shares along a path."""
    return prod(shared[key].share for key in path[1::2])


@dataclass(frozen=True, slots=True)
class Ways:
    """The most certain path, and the most certain one without its weakest step.

    Parameters
    ----------
    best, around
        Account, identifier, account, …; empty where there is none.
    avoided
        The weakest step of the best path, which the other does without; ``None`` where there is no path.
    cost, cost_around
        -ln of their certainties; infinite where there is none.
    """

    best: Sequence[Any]
    around: Sequence[Any]
    avoided: Key | None
    cost: float
    cost_around: float


NO_WAYS = Ways((), (), None, inf, inf)


def two_ways(shared: Mapping[Key, Shared], account: str, other: str) -> Ways:
    """Return the most certain path from one account to the other, and the most certain one around its weakest step."""
    best = best_path(shared, account, other)
    if len(best) < 3:
        return NO_WAYS
    avoided: Key = min(best[1::2], key=lambda key: round(shared[key].share, PLACES))  # as the steps show it
    around = best_path(shared, account, other, [avoided])
    return Ways(best, around, avoided, _cost(shared, best), _cost(shared, around))


def _cost(shared: Mapping[Key, Shared], path: Sequence[Any]) -> float:
    return sum(-log(shared[key].share) for key in path[1::2]) if path else inf


@dataclass(frozen=True, slots=True)
class Step:
    """One identifier that two accounts of the path share.

    Parameters
    ----------
    source, target
        The two accounts.
    kind, ref
        What they share; never the raw value.
    users
        Accounts that ever used it.
    certainty
        How likely two users of it belong together, in [0, 1].
    source_first, source_last, target_first, target_last
        When each used it, UTC.
    sentence
        The same in words.
    """

    source: str
    target: str
    kind: str
    ref: str
    users: int
    certainty: float
    source_first: datetime
    source_last: datetime
    target_first: datetime
    target_last: datetime
    sentence: str


@dataclass(frozen=True, slots=True)
class Hub:
    """An identifier that both sides reach and that ties nobody: kind, reference, how many use it."""

    kind: str
    ref: str
    users: int


@dataclass(frozen=True, slots=True)
class Why:
    """The best path of evidence between two accounts.

    Parameters
    ----------
    account, other
        The two accounts.
    headline
        The answer in one sentence.
    certainty
        Product of the certainties of the steps, in [0, 1]; 0 where there is no path.
    steps
        The path; empty where there is none.
    weakest
        Place of the least certain step, from 0; ``None`` where there is none.
    without_weakest
        Certainty of the best path that avoids the weakest step; 0 where there is no other.
    hubs
        Identifiers that both sides reach but that say nothing, and so were not followed; those with most users first.
        Where a path is proven by what the accounts used themselves, only what both used.
    complete
        Whether no better path is within reach; false where there were too many accounts to look at all.
    """

    account: str
    other: str
    headline: str
    certainty: float
    steps: tuple[Step, ...]
    weakest: int | None
    without_weakest: float
    hubs: tuple[Hub, ...]
    complete: bool

    def as_dict(self) -> dict[str, Any]:
        """Return the path in a form that JSON keeps; times as RFC 3339."""
        whole = asdict(self)
        for step in whole["steps"]:
            for name in ("source_first", "source_last", "target_first", "target_last"):
                step[name] = step[name].isoformat().replace("+00:00", "Z")
        return whole

    def as_text(self) -> str:
        """Return the path as lines to read."""
        lines = [self.headline]
        lines += [f"  {number}. {step.sentence}" for number, step in enumerate(self.steps, 1)]
        if self.weakest is not None:
            weak = self.steps[self.weakest]
            other = (
                f"another path avoids it, with {100 * self.without_weakest:.0f} % certainty."
                if self.without_weakest
                else "no other path avoids it."
            )
            lines.append(f"Weakest step: {weak.kind} {weak.ref[:8]}…; {other}")
        if self.hubs:
            lines.append("Both sides also meet at what ties nobody:")
            lines += [f"  - {hub.kind} {hub.ref[:8]}… ({hub.users:,} accounts)" for hub in self.hubs]
        if not self.complete:
            lines.append("There were too many accounts around them to look at all; a better path may exist.")
        return "\n".join(lines)


def describe(
    account: str,
    other: str,
    shared: Mapping[Key, Shared],
    ways: Ways,
    hubs: Sequence[Hub],
    *,
    complete: bool = True,
) -> Why:
    """Return in words and figures how two accounts are tied, by the ways between them."""
    steps = tuple(_step(shared, *ways.best[place : place + 3]) for place in range(0, len(ways.best) - 2, 2))
    total = certainty(shared, ways.best) if steps else 0.0
    return Why(
        account=account,
        other=other,
        headline=_headline(account, other, steps, total, len(hubs)),
        certainty=round(total, PLACES),
        steps=steps,
        weakest=ways.best[1::2].index(ways.avoided) if steps else None,
        without_weakest=round(certainty(shared, ways.around), PLACES) if ways.around else 0.0,
        hubs=tuple(hubs),
        complete=complete,
    )


def _headline(account: str, other: str, steps: Sequence[Step], total: float, hubs: int) -> str:
    if account == other:
        return f"{account} is one account; there is nothing between it and itself."
    if steps:
        over = "one thing both used" if len(steps) == 1 else f"{len(steps)} things shared one after the other"
        return f"{account} and {other} are tied by {over}, with {100 * total:.0f} % certainty."
    if hubs:
        return f"Nothing that says anything ties {account} and {other}: they meet only at what strangers share."
    return f"Nothing within reach ties {account} and {other}."


def _step(shared: Mapping[Key, Shared], source: str, key: Key, target: str) -> Step:
    one, (kind, ref, _) = shared[key], key
    first, second = one.when[source], one.when[target]
    return Step(
        source=source,
        target=target,
        kind=kind,
        ref=ref,
        users=one.users,
        certainty=round(one.share, PLACES),
        source_first=first[0],
        source_last=first[1],
        target_first=second[0],
        target_last=second[1],
        sentence=(
            f"{source} ({_days(first)}) and {target} ({_days(second)}) used {kind} {ref[:8]}…, as {one.users:,} "
            f"accounts ever did; two users of it belong together with {100 * one.share:.0f} % certainty."
        ),
    )


def _days(when: tuple[datetime, datetime]) -> str:
    first, last = (moment.date().isoformat() for moment in when)
    return first if first == last else f"{first} to {last}"
