"""The tables of the page of figures, as Markdown, from the rows that were kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.page import table
from benchmarks.performance.kernels import COLD, OURS
from benchmarks.performance.results import Row, find
from benchmarks.performance.ways import STEPS

_KERNELS = ("engine", "maximises", "convert s", "find s", "CPU s", "peak MB", "bytes an edge", "Q",
            "Q of the graph", "rings found", "ring F", "same twice")  # fmt: skip
_STEPS = ("way", "step", "seconds", "CPU s", "peak MB", "server's CPU s", "server's peak MB", "rows/s")


def kernels(rows: Sequence[Row]) -> str:
    """Return a table of engines for each size, and how long ours takes to get ready."""
    parts = [_sized(rows, size, _KERNELS, _kernel) for size in _sizes(rows)]
    ready = {row["name"]: f"{row['ready']:.1f} s" for row in rows if "ready" in row}
    said = [f"{name}: {ready[name]}" for name in (COLD, OURS) if name in ready]
    return "\n\n".join([*parts, f"To import and compile: {'; '.join(said)}."] if said else parts)


def _kernel(row: Row) -> list[str]:
    if "failure" in row:
        return [row["name"], row["failure"], *[""] * (len(_KERNELS) - 2)]
    return [
        row["name"],
        row["objective"],
        f"{row['convert']:.2f}",
        f"{row['find']:.2f}",
        f"{row['cpu']:.2f}",
        f"{row['megabytes']:,.0f}",
        "" if row["name"].startswith("GDS") else f"{row['megabytes'] * 2**20 / row['edges']:,.0f}",
        f"{row['modularity']:.4f}",
        f"{row['of_graph']:.4f}" if "of_graph" in row else "",
        f"{row['found']} of {row['rings']}",
        f"{row['f1']:.3f}",
        _yes(row.get("same")),
    ]


def steps(rows: Sequence[Row]) -> str:
    """Return a table of steps for each size."""
    ordered = sorted(rows, key=lambda row: STEPS.index(row["step"]))
    return "\n\n".join(_sized(_together(ordered), size, _STEPS, _step) for size in _sizes(rows))


def _step(row: Row) -> list[str]:
    if "failure" in row:
        return [row["name"], row["step"], row["failure"], *[""] * (len(_STEPS) - 3)]
    return [
        row["name"],
        row["step"],
        f"{row['seconds']:.1f}",
        f"{row['cpu']:.1f}",
        f"{row['megabytes']:,.0f}",
        f"{row['server_cpu']:.1f}" if "server_cpu" in row else "",
        f"{row['server_megabytes']:,.0f}" if "server_megabytes" in row else "",
        f"{row['rows'] / row['seconds']:,.0f}" if "rows" in row else "",
    ]


def answers(rows: Sequence[Row]) -> str:
    """Return what each way comes to: seconds in all, and how good the list of accounts at its end is."""
    header = ["way", "accounts", "seconds in all", "accounts named", "of them in rings", "rings found", "ring F",
              "same twice"]  # fmt: skip
    lines = []
    for row in sorted(rows, key=lambda row: row["accounts"]):
        if "digest" in row:
            of_way = [step for step in rows if (step["name"], step["accounts"]) == (row["name"], row["accounts"])]
            lines.append(
                [
                    row["name"],
                    f"{row['accounts']:,}",
                    f"{sum(step['seconds'] for step in of_way):,.1f}",
                    f"{row['named']:,}",
                    f"{row['precision']:.3f}",
                    f"{row['found']} of {row['rings']}",
                    f"{row['f1']:.3f}",
                    _yes(row.get("same")),
                ]
            )
    return table(header, lines)


def scale(rows: Sequence[Row]) -> str:
    """Return time an edge and where memory goes, a row a size."""
    header = ["accounts", "nodes", "edges", "seconds", "ns an edge", "against the smallest", "imports MB", "graph MB",
              "kernel's own MB", "labels MB", "kernel's bytes an edge", "making it MB"]  # fmt: skip
    done = sorted((row for row in rows if "failure" not in row), key=lambda row: row["accounts"])
    failed = [[f"{row['accounts']:,}", "", "", row["failure"], *[""] * 8] for row in rows if "failure" in row]
    first = _of_edge(done[0]) if done else 1.0
    return table(header, [_scaled(row, first) for row in done] + failed)


def _scaled(row: Row, first: float) -> list[str]:
    return [
        *(f"{row[name]:,}" for name in ("accounts", "nodes", "edges")),
        f"{row['seconds']:.1f}",
        f"{_of_edge(row):,.0f}",
        f"{_of_edge(row) / first:.2f}",
        *(f"{row[name]:,.0f}" for name in ("imports_mb", "graph_mb", "kernel_mb", "labels_mb")),
        f"{row['kernel_mb'] * 2**20 / row['edges']:.0f}",
        f"{row['making_mb']:,.0f}",
    ]


def _of_edge(row: Row) -> float:
    return float(row["seconds"]) / int(row["edges"]) * 1e9


def reads(rows: Sequence[Row]) -> str:
    """Return the milliseconds of every route on every store, the largest number of accounts of each."""
    names = list(dict.fromkeys(row["name"] for row in rows))
    size = {name: max(row["accounts"] for row in rows if row["name"] == name) for name in names}
    routes = sorted({row["step"] for row in rows if row["accounts"] == size[row["name"]]})
    header = ["route under /v1"]
    for name in names:
        header += [f"{name}, {size[name]:,} accounts: p50 ms", "p99 ms", "50 clients: p50 ms", "p99 ms", "errors"]
    lines = [[r, *(cell for n in names for cell in _asked(find(rows, n, size[n], r)))] for r in routes]
    return table(header, lines)


def _asked(row: Row | None) -> list[str]:
    if row is None:
        return [""] * 5
    shown = [row[clients][part] for clients in ("one", "many") for part in ("p50", "p99")]
    errors = row["one"]["errors"] + row["many"]["errors"]
    return [*("-" if ms is None else f"{ms:.1f}" for ms in shown), str(errors)]


def measured_on(rows: Sequence[Row]) -> str:
    """Return when and on what these rows were measured, each machine once."""
    lines = []
    for machine in {str(row["machine"]): row["machine"] for row in rows}.values():
        days = sorted({row["day"] for row in rows if row["machine"] == machine})
        span = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
        versions = ", ".join(f"{name} {number}" for name, number in machine["versions"].items())
        lines.append(
            f"{span}: {machine['processors']} processors ({machine['processor']}), {machine['gigabytes']} GB, "
            f"{machine['system']}, Python {machine['python']}; {versions}."
        )
    return "\n".join(lines)


def _sized(rows: Sequence[Row], size: int, header: Sequence[str], line: Any) -> str:
    part = [row for row in rows if row["accounts"] == size]
    edges = next((f", {row['edges']:,} edges" for row in part if "edges" in row), "")
    return f"{size:,} accounts{edges}:\n\n" + table(header, [line(row) for row in part])


def _together(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of a way one after the other."""
    names = list(dict.fromkeys(row["name"] for row in rows))
    return sorted(rows, key=lambda row: names.index(row["name"]))


def _sizes(rows: Sequence[Row]) -> list[int]:
    return sorted({row["accounts"] for row in rows})


def _yes(same: bool | None) -> str:
    return "" if same is None else "yes" if same else "no"
