"""Small entity graphs for tests, written as the uses they are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np

from linkage.model.entity_graph import UNKNOWN, Accounts, Acts, EntityGraph, Uses
from linkage.model.kind import Kinds

DAY = 86_400_000
TEN_MINUTES = 600_000
START = 1_767_225_600_000  # 2026-01-01

Use = tuple[str, str, str, float, float]
"""Account, kind, ref, first and last day of use."""

Act = tuple[str, str, int]
"""Account, fingerprint, time in ms UTC; the same ten minutes several times count together."""


def entities(
    uses: Iterable[Use],
    *,
    created: Mapping[str, float] | None = None,
    banned: Iterable[str] = (),
    verified: Iterable[str] = (),
    org: Mapping[str, str] | None = None,
    alone: Iterable[str] = (),
    acts: Iterable[Act] = (),
) -> EntityGraph:
    """Return the entity graph of these uses; accounts are created on the day ``created`` says, else unknown."""
    rows = sorted(set(uses))
    acted = Counter((account, fingerprint, at // TEN_MINUTES * TEN_MINUTES) for account, fingerprint, at in acts)
    kinds = Kinds()
    ids = sorted({row[0] for row in rows} | set(alone) | {account for account, _, _ in acted})
    number = {account: n for n, account in enumerate(ids)}
    kind_number = {kind: n for n, kind in enumerate(kinds)}
    identifiers = sorted({(kind_number[kind], ref) for _, kind, ref, _, _ in rows})
    place = {key: n for n, key in enumerate(identifiers)}
    edges = sorted((number[a], place[kind_number[k], ref], first, last) for a, k, ref, first, last in rows)
    fingerprints = sorted({fingerprint for _, fingerprint, _ in acted})
    orgs = {name: n for n, name in enumerate(sorted(set((org or {}).values())))}
    return EntityGraph(
        accounts=Accounts(
            ids=np.array(ids, object),
            created_at=np.array([_ms(created[a]) if created and a in created else UNKNOWN for a in ids], np.int64),
            banned=np.array([a in set(banned) for a in ids], bool),
            verified=np.array([a in set(verified) for a in ids], bool),
            org=np.array([orgs[org[a]] if org and a in org else -1 for a in ids], np.int32),
            paid=np.zeros(len(ids), bool),
        ),
        kinds=tuple(kinds),
        groups=tuple(kind.group for kind in kinds.values()),
        lease_days=np.array([kind.lease_days for kind in kinds.values()], np.float64),
        kind=np.array([k for k, _ in identifiers], np.int16),
        refs=np.array([ref for _, ref in identifiers], object),
        uses=Uses(
            account=np.array([e[0] for e in edges], np.int32),
            identifier=np.array([e[1] for e in edges], np.int32),
            first_seen=np.array([_ms(e[2]) for e in edges], np.int64),
            last_seen=np.array([_ms(e[3]) for e in edges], np.int64),
            count=np.ones(len(edges), np.int64),
        ),
        acts=_acts(acted, number, {fingerprint: n for n, fingerprint in enumerate(fingerprints)}),
        fingerprints=np.array(fingerprints, object),
        derived=np.array([bool(kind.derived_from) for kind in kinds.values()], np.bool_),
    )


def _acts(acted: Mapping[Act, int], account: Mapping[str, int], fingerprint: Mapping[str, int]) -> Acts:
    rows = sorted((account[a], fingerprint[f], at, count) for (a, f, at), count in acted.items())
    return Acts(
        np.array([row[0] for row in rows], np.int32),
        np.array([row[1] for row in rows], np.int32),
        np.array([row[2] for row in rows], np.int64),
        np.array([row[3] for row in rows], np.int64),
    )


def _ms(day: float) -> int:
    return START + int(day * DAY)


def shared(accounts: Iterable[str], kind: str, ref: str, day: float = 0.0, days: float = 1.0) -> list[Use]:
    """Return one use of an identifier by each of these accounts, all at the same time."""
    return [(account, kind, ref, day, day + days) for account in accounts]


def names(prefix: str, count: int) -> list[str]:
    """Return so many account ids."""
    return [f"{prefix}{n:04d}" for n in range(count)]


def households(count: int, size: int = 3, prefix: str = "home") -> list[Use]:
    """Return families that each share an address and a device, and have a card of their own each."""
    uses: list[Use] = []
    for h in range(count):
        people = names(f"{prefix}{h:03d}-", size)
        uses += shared(people, "ip", f"{prefix}-ip{h}") + shared(people, "device", f"{prefix}-device{h}")
        uses += [(p, "payment", f"card-{p}", 0.0, 1.0) for p in people]
    return uses
