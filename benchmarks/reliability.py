"""The reliability curve as a picture: what a score promises against what came true."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.summary import Bin

SIDE = 300
EDGE = 45
_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}" '
    'font-family="sans-serif" font-size="11" role="img" aria-label="{label}">'
)


def draw(bins: Sequence[Bin], path: Path) -> None:
    """Write the curve: a dot a tenth of the scale, larger where more accounts are; the diagonal is perfect."""
    size = SIDE + 2 * EDGE
    lines = [
        _HEAD.format(size=size, label="Share of accounts in rings against their mean score"),
        f'<rect width="{size}" height="{size}" fill="white"/>',
        _line((0, 0), (1, 1), "#999", "4 4"),
        _line((0, 0), (1, 0), "#333"),
        _line((0, 0), (0, 1), "#333"),
        *_ticks(),
        _label(size / 2, size - 8, "mean score"),
        f'<g transform="rotate(-90 12 {size / 2})">{_label(12, size / 2, "share in rings")}</g>',
        *_curve(bins),
        "</svg>",
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _at(x: float, y: float) -> tuple[float, float]:
    return EDGE + SIDE * x, EDGE + SIDE * (1 - y)


def _line(start: tuple[float, float], end: tuple[float, float], colour: str, dash: str = "") -> str:
    (a, b), (c, d) = _at(*start), _at(*end)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line x1="{a:.1f}" y1="{b:.1f}" x2="{c:.1f}" y2="{d:.1f}" stroke="{colour}"{dashed}/>'


def _label(x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text}</text>'


def _ticks() -> list[str]:
    ticks = []
    for tenth in range(0, 11, 2):
        x, y = _at(tenth / 10, 0)
        ticks.append(_label(x, y + 15, f"{tenth / 10:.1f}"))
        x, y = _at(0, tenth / 10)
        ticks.append(_label(x - 6, y + 4, f"{tenth / 10:.1f}", "end"))
    return ticks


def _curve(bins: Sequence[Bin]) -> list[str]:
    points = [_at(bin.score, bin.in_rings) for bin in bins]
    most = max((bin.accounts for bin in bins), default=1)
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + 6 * (bin.accounts / most) ** 0.5:.1f}" fill="#0b6e99"/>'
        for (x, y), bin in zip(points, bins, strict=True)
    ]
    return [f'<polyline points="{path}" fill="none" stroke="#0b6e99"/>', *dots]
