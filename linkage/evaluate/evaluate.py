"""Compare clusters with a known truth."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from linkage.errors import UsageError
from linkage.evaluate import figures as measure
from linkage.evaluate.case import LEVELS, Case, case
from linkage.evaluate.report import text

Level = Literal["operator", "campaign"]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How well clusters match a truth.

    Parameters
    ----------
    figures
        Nested plain values, ready for JSON. A figure that cannot be given is null and stands beside its reason.
    """

    figures: dict[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """Return the figures, ready for JSON."""
        return self.figures

    def as_text(self) -> str:
        """Return the figures as aligned tables."""
        return text(self.figures)


def evaluate(members: Path, truth: Path, *, level: Level = "operator") -> Evaluation:
    """Return how well exported members match the truth, or refuse the files with file, line and reason.

    Parameters
    ----------
    members
        CSV with account_id, cluster_id, level, score, verdict; an account is in one cluster of a level at most.
    truth
        CSV with account_id, ring_id, ring_kind, campaign_id, honest_group; one row for every account. Members
        that are not in it are refused: the figures would be about another world.
    level
        Which clusters are compared with the rings; at campaign level, B-cubed compares with campaigns.

    Raises
    ------
    InputError
        A file is unreadable, malformed or contradicts itself.
    UsageError
        There is no such level.

    Notes
    -----
    O(n log n) in the accounts: about 3 s for a million.
    """
    if level not in LEVELS:
        raise UsageError(f"there is no level {level!r}", f"use {' or '.join(LEVELS)}")
    return judged(case(Path(members), Path(truth), level))


def judged(compared: Case) -> Evaluation:
    """Return how well what was said in a case matches its truth."""
    return Evaluation(_figures(compared))


def _figures(compared: Case) -> dict[str, Any]:
    return {
        "level": compared.level,
        "accounts": len(compared.ring),
        "rings": int(compared.ring.max(initial=-1)) + 1,
        "clusters": len(np.unique(compared.cluster[compared.cluster >= 0])),
        "flagged": measure.flags(compared),
        "by_ring_kind": measure.by_ring_kind(compared),
        "honest": measure.honest(compared),
        "b_cubed": measure.agreement(compared),
        "hydras": measure.hydras(compared),
        "scores": measure.scores(compared),
    }
