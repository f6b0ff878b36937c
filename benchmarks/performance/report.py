"""Renew the page of figures from what was kept: ``python -m benchmarks page``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.page import DOCS, write_part
from benchmarks.performance import tables
from benchmarks.performance.chart import draw
from benchmarks.performance.kernels import COLD, OURS
from benchmarks.performance.results import Row, read

PAGE = DOCS / "performance.md"
PICTURE = "performance-kernels.svg"
PARTS: Mapping[str, Callable[[Sequence[Row]], str]] = {
    "kernels": tables.kernels,
    "storage": tables.steps,
    "whole": lambda rows: f"{tables.answers(rows)}\n\n{tables.steps(rows)}",
    "scale": tables.scale,
    "reads": tables.reads,
}
"""What each section shows."""


def renew(page: Path = PAGE) -> list[str]:
    """Write the parts of the page for which there are figures; return their names."""
    done = []
    for section, text in PARTS.items():
        rows = read(section)
        if rows:
            shown = f"{text(rows)}\n\n{tables.measured_on(rows)}"
            if section == "kernels":
                draw(lines(rows), "accounts", "seconds to convert and find", page.parent / PICTURE)
                shown = f"![Seconds against accounts]({PICTURE})\n\n{shown}"
            write_part(section, shown, page)
            done.append(section)
    return done


def lines(rows: Sequence[Row]) -> dict[str, list[tuple[float, float]]]:
    """Return seconds against accounts for each engine, ours first."""
    found: dict[str, list[tuple[float, float]]] = {OURS: []}
    for row in sorted(rows, key=lambda row: int(row["accounts"])):
        if "failure" not in row and row["name"] != COLD:
            found.setdefault(row["name"], []).append((row["accounts"], row["convert"] + row["find"]))
    return {name: points for name, points in found.items() if points}
