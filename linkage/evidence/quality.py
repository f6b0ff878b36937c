"""How much each kind of identifier is worth in these data, as a report: figures, one paragraph a kind, a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from linkage.evidence.hubs import SENTENCES
from linkage.evidence.signals import MOMENT

STRONG = 0.5
"""Share from which sharing a value of two users makes them one actor more likely than not."""
MUCH = 0.5
"""Collision rate from which most sharing says nothing."""
RESTLESS = 1.2
"""Leases an identifier from which a kind is said to change hands."""


@dataclass(frozen=True, slots=True)
class Size:
    """Signals of one kind and about one number of users.

    Parameters
    ----------
    users
        From so many users on, up to twice as many; of moments, from so many times what chance gives on.
    signals
        How many there are.
    corroborated
        Share of their pairs that independent kinds confirm, on average, in [0, 1].
    share
        How likely two of their users belong together, on average, in [0, 1].
    """

    users: int
    signals: int
    corroborated: float
    share: float


@dataclass(frozen=True, slots=True)
class HubClass:
    """The hubs of one kind that are taken for the same thing: how many, and the references of the largest."""

    name: str
    hubs: int
    users: int
    largest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindQuality:
    """One kind in these data.

    Parameters
    ----------
    kind, group, derived
        Its name, its independence group, and whether it is computed from another kind.
    identifiers, leases
        Its values, and the values within one pair of hands.
    shared
        Leases that two accounts or more use.
    collision_rate
        Share of the shared ones that say nothing; ``None`` where nothing is shared.
    churn
        Leases an identifier; ``None`` where there are none.
    sizes
        By number of users, the fewest first; shared ones only.
    hubs
        By class, the most hubs first.
    """

    kind: str
    group: str
    derived: bool
    identifiers: int
    leases: int
    shared: int
    collision_rate: float | None
    churn: float | None
    sizes: tuple[Size, ...]
    hubs: tuple[HubClass, ...]

    @property
    def paragraph(self) -> str:
        """The same in words."""
        if not self.shared:
            return f"{self.kind}: none of its {self.identifiers:,} values is shared, so it says nothing here."
        are = "are" if self.shared != 1 else "is"
        said = [f"{self.kind}: {self.shared:,} of its {self.leases:,} {self._things} {are} shared.", self._worth()]
        if self.collision_rate is not None and self.collision_rate >= MUCH:
            said.append(f"{100 * self.collision_rate:.0f} % of what is shared says nothing: sharing one is common.")
        elif self.collision_rate:
            said.append(f"{100 * self.collision_rate:.0f} % of what is shared says nothing.")
        if self.churn is not None and self.churn >= RESTLESS:
            said.append(f"Its values change hands: {self.churn:.1f} leases each.")
        said += [
            f"{h.hubs:,} hub{'s' if h.hubs != 1 else ''} {h.name} ({h.users:,} users at most). {SENTENCES[h.name]}"
            for h in self.hubs
        ]
        return " ".join(said)

    @property
    def _things(self) -> str:
        return "moments" if self.kind == MOMENT else "leases" if self.leases != self.identifiers else "values"

    def _worth(self) -> str:
        smallest = self.sizes[0]
        silent = next((size for size in self.sizes if size.share == 0), None)
        beyond = "times what chance gives" if self.kind == MOMENT else "users"
        worth = (
            f"Two users of one with {smallest.users:,} {beyond} or little more belong together with "
            f"{100 * smallest.share:.0f} % certainty"
        )
        if smallest.share >= STRONG and silent is not None:
            return f"{worth}; from {silent.users:,} {beyond} on it says nothing."
        strongest = max(self.sizes, key=lambda size: size.share)
        if strongest.share > smallest.share:
            return f"{worth}, most ({100 * strongest.share:.0f} %) from {strongest.users:,} {beyond} on."
        return f"{worth}."


@dataclass(frozen=True, slots=True)
class QualityReport:
    """What the kinds of identifier are worth.

    Parameters
    ----------
    accounts
        How many were read.
    calibration
        ``held`` of the latest run, or ``learnt`` anew because there is none for these kinds.
    kinds
        In name order, then fingerprint and moment.
    """

    accounts: int
    calibration: str
    kinds: tuple[KindQuality, ...]

    def __len__(self) -> int:
        """Return the number of kinds."""
        return len(self.kinds)

    def as_dict(self) -> dict[str, Any]:
        """Return the report in a form that JSON keeps."""
        kinds = [{**asdict(kind), "paragraph": kind.paragraph} for kind in self.kinds]
        return {"accounts": self.accounts, "calibration": self.calibration, "kinds": kinds}

    def as_text(self) -> str:
        """Return a table of the kinds, then a paragraph on each that somebody has."""
        origin = "held from the latest run" if self.calibration == "held" else "learnt now: no run has left any"
        lines = [f"{self.accounts:,} accounts; weights {origin}", "", *_table(self.kinds), ""]
        for kind in self.kinds:
            if kind.identifiers:
                lines += [kind.paragraph, *_hub_lines(kind), ""]
        return "\n".join(lines).rstrip()


def _hub_lines(kind: KindQuality) -> list[str]:
    return [f"  {h.name}: largest {', '.join(ref[:8] + '…' for ref in h.largest)}" for h in kind.hubs]


def _table(kinds: Sequence[KindQuality]) -> list[str]:
    header = ("kind", "group", "values", "leases", "shared", "say nothing", "churn", "certainty", "hubs")
    rows = [
        (
            kind.kind,
            kind.group,
            f"{kind.identifiers:,}",
            f"{kind.leases:,}",
            f"{kind.shared:,}",
            "-" if kind.collision_rate is None else f"{100 * kind.collision_rate:.0f} %",
            "-" if kind.churn is None else f"{kind.churn:.2f}",
            f"{100 * kind.sizes[0].share:.0f} %" if kind.sizes else "-",
            f"{sum(h.hubs for h in kind.hubs):,}",
        )
        for kind in kinds
    ]
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    return [_aligned(row, widths) for row in (header, *rows)]


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    """Return the cells in columns, the two names flush left and the figures flush right."""
    cells = [
        cell.ljust(width) if place < 2 else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells)
