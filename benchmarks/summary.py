"""Figures of many worlds as means with confidence intervals: a world is one draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.measure import Measured

RESAMPLED = 2000
SEED = 1


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over worlds with its 95 % interval; ``worlds`` is how many had such a figure."""

    value: float
    low: float
    high: float
    worlds: int

    def text(self, digits: int = 2) -> str:
        """Return the mean and its interval, or a dash where no world had the figure."""
        if not self.worlds:
            return "-"
        if self.worlds == 1 or self.low == self.high:
            return f"{self.value:,.{digits}f}"
        return f"{self.value:,.{digits}f} ({self.low:,.{digits}f} to {self.high:,.{digits}f})"

    def short(self, digits: int = 2) -> str:
        """Return the mean alone."""
        return f"{self.value:,.{digits}f}" if self.worlds else "-"


def mean(values: Iterable[float | None]) -> Mean:
    """Return the mean of the figures that are there, with an interval from resampling worlds."""
    there = np.array([value for value in values if value is not None], dtype=np.float64)
    if not len(there):
        return Mean(np.nan, np.nan, np.nan, 0)
    draws = np.random.default_rng(SEED).integers(0, len(there), (RESAMPLED, len(there)))
    low, high = np.quantile(there[draws].mean(axis=1), [0.025, 0.975])
    return Mean(float(there.mean()), float(low), float(high), len(there))


def over(results: Sequence[Measured], method: str, figure: Callable[[dict[str, Any]], Any]) -> Mean:
    """Return the mean over worlds of a figure of one method; a world without it is left out."""
    return mean(_value(figure, result.figures[method]) for result in results if method in result.figures)


def _value(figure: Callable[[dict[str, Any]], Any], figures: dict[str, Any]) -> float | None:
    try:
        found = figure(figures)
    except (KeyError, IndexError):
        return None
    found = found.get("value") if isinstance(found, dict) else found
    return None if found is None else float(found)


@dataclass(frozen=True, slots=True)
class Bin:
    """A tenth of the scale: accounts whose score falls in it, their mean score, and how many are in rings."""

    low: float
    accounts: int
    score: float
    in_rings: float


def reliability(results: Sequence[Measured], method: str, who: str) -> list[Bin]:
    """Return the bins of all worlds together, those that hold an account; ``who`` is ``flagged`` or ``members``."""
    total: dict[float, list[float]] = {}
    for result in results:
        for row in result.figures[method]["scores"][who]["reliability"]:
            one = total.setdefault(row["from"], [0.0, 0.0, 0.0])
            for place, amount in enumerate((1.0, row["mean_score"], row["in_rings"])):
                one[place] += row["accounts"] * amount
    return [Bin(low, int(n), score / n, ring / n) for low, (n, score, ring) in sorted(total.items())]
