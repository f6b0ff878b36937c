"""An evaluation as an aligned table for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Figures = dict[str, Any]


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return lines with the first column flush left and the others flush right, and no space at a line's end."""
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]
    lines = []
    for row in [header, *rows]:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        lines.append("  " + "  ".join(cells).rstrip())
    return lines


def number(figure: Figures | float | None, digits: int = 3) -> str:
    """Return a figure with so many digits, or a dash where there is none."""
    value = figure.get("value") if isinstance(figure, dict) else figure
    return "-" if value is None else f"{value:,.{digits}f}"


def of(figure: Figures) -> str:
    """Return how many of how many."""
    return f"{figure['count']:,} of {figure['of']:,}"


def text(figures: Figures) -> str:
    """Return the whole evaluation in sections; reasons stand under the tables whose figures they explain."""
    sections = (_flags, _rings, _honest, _agreement, _hydras, _scores)
    head = f"{figures['accounts']:,} accounts, {figures['rings']:,} rings, {figures['clusters']:,} clusters"
    head += f" at level {figures['level']}"
    return "\n\n".join("\n".join(lines) for lines in [[head], *(s(figures) for s in sections)] if lines)


def _flags(figures: Figures) -> list[str]:
    rows = [[name, number(figures["flagged"][name]), of(figures["flagged"][name])] for name in ("precision", "recall")]
    return ["Flagged accounts", *table(["", "value", "accounts"], rows), *_reasons(figures["flagged"])]


def _rings(figures: Figures) -> list[str]:
    rows = []
    for kind, f in figures["by_ring_kind"].items():
        cells = [number(f["recall"]), of(f["recall"]), of(f["recovered"]), number(f["mean_best_f"])]
        rows.append([kind, *cells, of(f["recovered_by_members"])])
    header = ["", "recall", "accounts", "F >= 0.8", "mean best F", "F >= 0.8, all members"]
    return ["Rings, by kind", *table(header, rows)] if rows else []


def _honest(figures: Figures) -> list[str]:
    honest = figures["honest"]
    total = f"Honest accounts flagged: {honest['flagged']:,} of {honest['accounts']:,}"
    total += f", {number(honest['per_million'], 0)} per million"
    rows = [[name, f"{f['count']:,}", f"{f['of']:,}", number(f, 4)] for name, f in honest["by_group"].items()]
    return [total, *(table(["", "flagged", "accounts", "share"], rows) if rows else [])]


def _agreement(figures: Figures) -> list[str]:
    rows = []
    for title, name in (("flagged members", "flagged"), ("all members", "members")):
        f = figures["b_cubed"][name]
        rows.append([title, number(f["precision"]), number(f["recall"]), number(f["f"]), f"{f['accounts']:,}"])
    return ["B-cubed, over accounts in rings or clusters", *table(["", "precision", "recall", "F", "accounts"], rows)]


def _hydras(figures: Figures) -> list[str]:
    rows = []
    for hydra in figures["hydras"]:
        cells = [
            number(hydra["in_clusters"]),
            number(hydra["pieces"], 0),
            number(hydra["largest"]),
            number(hydra["purity"]),
        ]
        rows.append([f"{hydra['size']:,} accounts", *cells, number(hydra["campaigns"]["adjusted_rand"])])
    header = ["", "in clusters", "pieces for 90%", "in largest", "its purity", "campaigns ARI"]
    return ["Hydras", *table(header, rows), *_reasons(figures["hydras"])] if rows else []


def _scores(figures: Figures) -> list[str]:
    scores = figures["scores"]["flagged"]
    head = f"Scores of flagged accounts against membership in a ring: Brier {number(scores['brier'], 4)}"
    sure = figures["scores"]["sure_clusters"]
    foot = f"Flagged clusters that score 0.9 or more and are mostly one ring: {of(sure)}, {number(sure)}"
    rows = [
        [f"{b['from']:.1f} to {b['to']:.1f}", f"{b['accounts']:,}", number(b["mean_score"]), number(b["in_rings"])]
        for b in scores["reliability"]
    ]
    return [head, *(table(["score", "accounts", "mean score", "in rings"], rows) if rows else []), foot]


def _reasons(figures: Any) -> list[str]:
    """Return every reason inside, once each, in order."""
    found: dict[str, None] = {}

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if value.get("reason"):
                found[value["reason"]] = None
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(figures)
    return [f"  -  {reason}" for reason in found]
