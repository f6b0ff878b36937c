"""A platform of families and crews, small enough to judge in a moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np

from linkage.engine.find import Found, find
from linkage.model.entity_graph import EntityGraph
from tests.entities import Act, Use, entities, households, names, shared
from tests.unit.linkage.evidence.crowds import busy, in_step

FAMILIES = 80
RING = names("ring", 30)
HALVES = names("half", 40)
CAREFUL = names("careful", 30)
SILENT = names("silent", 12)


def pools(crew: Sequence[str], **sizes: int) -> list[Use]:
    """Return uses of so many identifiers of each kind, two of each for every account."""
    uses: list[Use] = []
    for kind, count in sizes.items():
        for n in range(count):
            users = [a for k, a in enumerate(crew) if n in (k % count, (k * 7 + 3) % count)]
            uses += shared(users, kind, f"{crew[0]}-{kind}{n}")
    return uses


def handed_on(crew: Sequence[str], kind: str, users: int = 2, every: int = 1) -> list[Use]:
    """Return uses of identifiers that each serve so many accounts in a row, one beginning at every so many."""
    starts = range(0, len(crew) - users + 1, every)
    return [u for n in starts for u in shared(crew[n : n + users], kind, f"{crew[0]}-{kind}{n}")]


@cache
def born() -> dict[str, float]:
    """Return when people were created: any day of two and a half years; crews within days of each other."""
    rng = np.random.default_rng(5)
    people = [p for h in range(FAMILIES) for p in names(f"home{h:03d}-", 3)]
    crews = {a: -3.0 - 30 * c + n / 10 for c, crew in enumerate((RING, HALVES, CAREFUL)) for n, a in enumerate(crew)}
    return {p: -float(rng.uniform(0, 900)) for p in people} | crews


def own_things(crew: Iterable[str], *kinds: str) -> list[Use]:
    """Return identifiers of these kinds that each account has for itself."""
    return [(a, kind, f"{kind}-of-{a}", 0.0, 1.0) for a in crew for kind in kinds]


def campaigners(crew: Sequence[str]) -> list[Act]:
    """Return activity of a crew whose halves act with different tools at different odd times."""
    middle = len(crew) // 2
    return in_step(crew[:middle], "tool-a", seed=3) + in_step(crew[middle:], "tool-b", seed=4)


@cache
def platform() -> tuple[EntityGraph, Found]:
    """Return a platform with everything at once: families, a ring, a second one with two campaigns, and a silent crowd.

    ``RING`` shares three kinds of thing and does nothing together; ``HALVES`` shares things too and runs two campaigns;
    of ``SILENT`` only cards are known, each shared by three neighbours in a circle.
    """
    people = [p for h in range(FAMILIES) for p in names(f"home{h:03d}-", 3)]
    silent = [
        use for n, a in enumerate(SILENT) for use in shared([a, SILENT[n - 1], SILENT[n - 2]], "payment", f"s{n}")
    ]
    graph = entities(
        households(FAMILIES)
        + pools(RING, payment=10, device=10, ip=6)
        + pools(HALVES, payment=12, device=12, ip=8)
        + silent,
        created=born(),
        banned=RING[:5],
        acts=busy(people, each=6) + campaigners(HALVES),
    )
    return graph, find(graph)


def verdicts(graph: EntityGraph, found: Found) -> dict[str, str]:
    """Return the verdict on each account."""
    return dict(zip(graph.accounts.ids.tolist(), found.clusters.member_verdict().tolist(), strict=True))


def clusters_of(graph: EntityGraph, found: Found, accounts: Iterable[str]) -> set[int]:
    """Return the clusters of these accounts."""
    return set(found.clusters.of_account[np.isin(graph.accounts.ids, list(accounts))].tolist())
