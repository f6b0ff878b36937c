"""The tables of an evaluation, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from benchmarks.measure import Measured
from benchmarks.ours import NAME
from benchmarks.page import table
from benchmarks.summary import Mean, over, reliability

Figures = dict[str, Any]
KINDS = ("hydra", "lazy", "camouflage", "rotating", "careful", "mid")
AIMS = {"precision": ">= 0.98", "recall": ">= 0.92", "hydra": ">= 0.99", "lazy": ">= 0.97", "camouflage": ">= 0.95",
        "rotating": ">= 0.95", "careful": ">= 0.90", "mid": ">= 0.80", "honest per million": "<= 500"}  # fmt: skip
SMALL_AIMS = {"lazy": ">= 0.95", "careful": ">= 0.95", "mid": ">= 0.80", "honest per million": "0"}
RECOVERED_AIMS = {"lazy": ">= 0.95", "camouflage": ">= 0.90", "rotating": ">= 0.90", "careful": ">= 0.90",
                  "mid": ">= 0.70"}  # fmt: skip
WHO = {"flagged": "flagged accounts", "members": "all accounts in published clusters"}
Results = Sequence[Measured]


def flagged(results: Results, aims: dict[str, str] = AIMS) -> str:
    """Return precision, recall in all and by kind of ring, and innocents hit, a row a method; ours with intervals."""
    columns: dict[str, tuple[Callable[[Figures], Any], int]] = {
        "precision": (_flags("precision"), 3),
        "recall": (_flags("recall"), 3),
    }
    columns |= {kind: (_recall(kind), 2) for kind in _kinds(results)}
    columns["honest per million"] = (lambda f: f["honest"]["per_million"], 0)
    rows = [_row(results, method, columns) for method in _methods(results)]
    return table(["flagged accounts", *columns], [["to hold", *(aims.get(c, "") for c in columns)], *rows])


def recovered(results: Results, least: str = "recovered") -> str:
    """Return the share of rings recovered by the flagged members of one cluster, a row a method."""
    kinds = _kinds(results)
    columns = {kind: (_ring(kind, least), 2) for kind in kinds}
    rows = [_row(results, method, columns) for method in _methods(results)]
    return table(["rings found, F >= 0.8", *kinds], [["to hold", *(RECOVERED_AIMS.get(k, "") for k in kinds)], *rows])


def innocents(results: Results) -> str:
    """Return the share of each innocent group that is flagged, a column a method."""
    groups = sorted({g for r in results for f in r.figures.values() for g in f["honest"]["by_group"]})
    methods = _methods(results)
    rows = []
    for group in groups:
        cells = [over(results, method, _group(group)) for method in methods]
        rows.append([group, *(_percent(cell, full=m == NAME) for m, cell in zip(methods, cells, strict=True))])
    return table(["innocents flagged, %", *methods], rows)


def slices(results: Results) -> str:
    """Return how our figures depend on size, difficulty and what the platform logs."""
    header = ["accounts", "difficulty", "platform", "worlds", "precision", "recall", "honest per million", "seconds"]
    keys = sorted({_slice(result) for result in results})
    return table(header, [_sliced(key, [r for r in results if _slice(r) == key]) for key in keys])


def _slice(result: Measured) -> tuple[int, float, str]:
    return result.job.accounts, result.job.difficulty, "varied" if result.job.varied else "usual"


def _sliced(key: tuple[int, float, str], part: Results) -> list[str]:
    accounts, difficulty, platform = key
    cells = [over(part, NAME, _flags(name)).text(3) for name in ("precision", "recall")]
    honest = over(part, NAME, lambda f: f["honest"]["per_million"]).text(0)
    seconds = float(np.mean([result.seconds[NAME] for result in part]))
    return [f"{accounts:,}", f"{difficulty}", platform, str(len(part)), *cells, honest, f"{seconds:.1f}"]


def hydras(results: Results) -> str:
    """Return into how many clusters a hydra falls, how pure the main one is, and how campaigns match."""
    columns: dict[str, Callable[[Figures], Any]] = {
        "members in clusters": lambda f: _of_hydras(f, "in_clusters"),
        "clusters for 90 %": lambda f: _of_hydras(f, "pieces"),
        "purity": lambda f: _of_hydras(f, "purity"),
        "purity of flagged": lambda f: _of_hydras(f, "flagged_purity"),
        "members in campaigns": lambda f: _of_hydras(f, "campaigns", "in_clusters"),
        "campaign ARI": lambda f: _of_hydras(f, "campaigns", "adjusted_rand"),
    }
    rows = [[m, *(over(results, m, figure).text(2) for figure in columns.values())] for m in _methods(results)]
    return table(["hydra", *columns], rows)


def scores(results: Results) -> str:
    """Return the Brier score, how often sure clusters are right, and the reliability of member scores by tenths."""
    sure = over(results, NAME, lambda f: f["scores"]["sure_clusters"]).text(3)
    many = sum(r.figures[NAME]["scores"]["sure_clusters"]["of"] for r in results)
    lines = [f"Flagged clusters that score 0.9 or more and are mostly one ring: {sure}, of {many:,} (to hold: 0.97)."]
    for who in ("flagged", "members"):
        brier = over(results, NAME, _brier(who)).text(4)
        lines.append(f"Brier score of {WHO[who]}: {brier}.")
    rows = [
        [f"{bin.low:.1f} to {bin.low + 0.1:.1f}", f"{bin.accounts:,}", f"{bin.score:.3f}", f"{bin.in_rings:.3f}"]
        for bin in reliability(results, NAME, "members")
    ]
    return "\n".join(lines) + "\n\n" + table(["score of members", "accounts", "mean score", "in rings"], rows)


def half_found(results: Results) -> str:
    """Return for reported rings how many are matched at F >= 0.5 and 0.8, by flagged members and by all."""
    columns = {
        "F >= 0.5": ("half_recovered_by_members", 2),
        "F >= 0.8": ("recovered_by_members", 2),
        "flagged, F >= 0.5": ("half_recovered", 2),
        "flagged, F >= 0.8": ("recovered", 2),
    }
    named = {title: (_ring("reported", name), digits) for title, (name, digits) in columns.items()}
    named["precision of flagged"] = (_flags("precision"), 2)
    rows = [_row(results, method, named) for method in _methods(results)]
    return table(["reported rings", *named], rows)


def ablation(results: dict[str, Results]) -> str:
    """Return our figures without each part, a row a part."""
    kinds = [kind for kind in KINDS if any(kind in _kinds(part) for part in results.values())]
    columns = {"precision": (_flags("precision"), 3), "recall": (_flags("recall"), 3)}
    columns |= {kind: (_recall(kind), 2) for kind in kinds}
    columns["honest per million"] = (lambda f: f["honest"]["per_million"], 0)
    rows = [
        [title, *(over(part, NAME, figure).short(digits) for figure, digits in columns.values())]
        for title, part in results.items()
    ]
    return table(["without", *columns], rows)


def _row(results: Results, method: str, columns: dict[str, tuple[Callable[[Figures], Any], int]]) -> list[str]:
    cells = [(over(results, method, figure), digits) for figure, digits in columns.values()]
    return [method, *(c.text(d) if method == NAME else c.short(d) for c, d in cells)]


def _percent(cell: Mean, *, full: bool) -> str:
    whole = Mean(100 * cell.value, 100 * cell.low, 100 * cell.high, cell.worlds)
    return whole.text(2) if full else whole.short(1)


def _methods(results: Results) -> list[str]:
    return list(dict.fromkeys(method for result in results for method in result.figures))


def _kinds(results: Results) -> list[str]:
    there = {kind for r in results for f in r.figures.values() for kind in f["by_ring_kind"]}
    return [kind for kind in KINDS if kind in there]


def _flags(name: str) -> Callable[[Figures], Any]:
    return lambda f: f["flagged"][name]


def _group(group: str) -> Callable[[Figures], Any]:
    return lambda f: f["honest"]["by_group"][group]


def _brier(who: str) -> Callable[[Figures], Any]:
    return lambda f: f["scores"][who]["brier"]


def _recall(kind: str) -> Callable[[Figures], Any]:
    return lambda f: f["by_ring_kind"][kind]["recall"]


def _ring(kind: str, figure: str) -> Callable[[Figures], Any]:
    return lambda f: f["by_ring_kind"][kind][figure]


def _of_hydras(figures: Figures, *path: str) -> float | None:
    """Return the mean over a world's hydras of a figure, over those that have it."""
    values = []
    for hydra in figures["hydras"]:
        figure = hydra
        for name in path:
            figure = figure[name]
        if figure["value"] is not None:
            values.append(figure["value"])
    return float(np.mean(values)) if values else None
