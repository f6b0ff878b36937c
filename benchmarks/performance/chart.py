"""Cost against size as a picture: a line for each engine, both axes by powers of ten."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

WIDTH, HEIGHT, EDGE, NAMES = 420, 320, 50, 190
COLOURS = ("#0b6e99", "#d9730d", "#0f7b6c", "#6940a5", "#ad1a72", "#9b9a97", "#64473a", "#e03e3e", "#dfab01")
_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" '
    'font-family="sans-serif" font-size="11" role="img" aria-label="{label}">'
)
Points = Sequence[tuple[float, float]]


def draw(lines: Mapping[str, Points], across: str, up: str, path: Path) -> None:
    """Write a line chart of positive figures.

    Parameters
    ----------
    lines
        Points (x, y) by name, x ascending; the first is ours and drawn thicker.
    across, up
        What the axes count.
    """
    scale = _Scale([point for points in lines.values() for point in points])
    label = f"{up} against {across}"
    picture = [
        _HEAD.format(w=WIDTH + 2 * EDGE + NAMES, h=HEIGHT + 2 * EDGE, label=label),
        f'<rect width="{WIDTH + 2 * EDGE + NAMES}" height="{HEIGHT + 2 * EDGE}" fill="white"/>',
        *scale.grid(),
        _text(EDGE + WIDTH / 2, HEIGHT + 2 * EDGE - 10, across),
        f'<g transform="rotate(-90 12 {EDGE + HEIGHT / 2})">{_text(12, EDGE + HEIGHT / 2, up)}</g>',
    ]
    for number, (name, points) in enumerate(lines.items()):
        picture += _line(scale, number, name, points)
    path.write_text("\n".join([*picture, "</svg>"]) + "\n", "utf-8")


class _Scale:
    """Where a figure lies on the picture; the axes run over whole powers of ten."""

    def __init__(self, points: Points) -> None:
        self._x = _powers([x for x, _ in points])
        self._y = _powers([y for _, y in points])

    def at(self, x: float, y: float) -> tuple[float, float]:
        (left, right), (low, high) = self._x, self._y
        return (
            EDGE + WIDTH * (math.log10(x) - left) / (right - left),
            EDGE + HEIGHT * (1 - (math.log10(y) - low) / (high - low)),
        )

    def grid(self) -> list[str]:
        """Return a line and a number for each power of ten."""
        (left, right), (low, high) = self._x, self._y
        parts = []
        for power in range(left, right + 1):
            x, _ = self.at(10.0**power, 10.0**low)
            parts.append(f'<line x1="{x:.1f}" y1="{EDGE}" x2="{x:.1f}" y2="{EDGE + HEIGHT}" stroke="#ddd"/>')
            parts.append(_text(x, EDGE + HEIGHT + 15, f"{10.0**power:,.0f}"))
        for power in range(low, high + 1):
            _, y = self.at(10.0**left, 10.0**power)
            parts.append(f'<line x1="{EDGE}" y1="{y:.1f}" x2="{EDGE + WIDTH}" y2="{y:.1f}" stroke="#ddd"/>')
            parts.append(_text(EDGE - 5, y + 4, f"{10.0**power:g}", "end"))
        return parts


def _powers(values: Sequence[float]) -> tuple[int, int]:
    low, high = math.floor(math.log10(min(values, default=1))), math.ceil(math.log10(max(values, default=1)))
    return low, max(high, low + 1)


def _line(scale: _Scale, number: int, name: str, points: Points) -> list[str]:
    colour = COLOURS[number % len(COLOURS)]
    dash = ' stroke-dasharray="5 3"' if number >= len(COLOURS) else ""
    wide = 3 if number == 0 else 1.5
    places = [scale.at(x, y) for x, y in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    y = EDGE + 14 * number
    beside = EDGE + WIDTH + 10
    return [
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{wide}"{dash}/>',
        *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places),
        f'<line x1="{beside}" y1="{y}" x2="{beside + 20}" y2="{y}" stroke="{colour}" stroke-width="{wide}"{dash}/>',
        _text(beside + 26, y + 4, name, "start"),
    ]


def _text(x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text}</text>'
