"""Draw how certain sharing an identifier is, by its number of users: one curve a kind, as SVG."""

from __future__ import annotations

from html import escape

from linkage.evidence.quality import KindQuality, QualityReport
from linkage.evidence.signals import MOMENT

WIDTH, HEIGHT, LEFT, TOP, LEGEND = 560, 300, 56, 24, 150
COLOURS = ("#1f5fa8", "#c0532b", "#2e7d4f", "#8a4f9e", "#a8862a", "#4b4b4b", "#c2347a", "#1d8a8a", "#7a3b1e", "#5a7d1f")


def draw(report: QualityReport) -> str:
    """Return the picture; kinds that nobody shares are left out, and moments, whose sizes are not users."""
    kinds = [kind for kind in report.kinds if kind.sizes and kind.kind != MOMENT]
    steps = max([size.users.bit_length() - 1 for kind in kinds for size in kind.sizes], default=1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH + LEFT + LEGEND}" height="{HEIGHT + 2 * TOP + 30}" '
        'font-family="sans-serif" font-size="11">',
        "<title>How certain sharing an identifier is, by its number of users</title>",
        *_axes(max(steps, 1)),
        *(part for number, kind in enumerate(kinds) for part in _curve(number, kind, max(steps, 1))),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _x(power: float, steps: int) -> float:
    return round(LEFT + (power - 1) / max(steps - 1, 1) * (WIDTH - 20), 1)


def _y(share: float) -> float:
    return round(TOP + (1 - share) * HEIGHT, 1)


def _axes(steps: int) -> list[str]:
    lines = []
    for tenth in range(0, 11, 2):
        y = _y(tenth / 10)
        lines.append(f'<line x1="{LEFT}" y1="{y}" x2="{LEFT + WIDTH - 20}" y2="{y}" stroke="#ddd"/>')
        lines.append(f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end">{tenth * 10} %</text>')
    for power in range(1, steps + 1):
        lines.append(f'<text x="{_x(power, steps)}" y="{TOP + HEIGHT + 16}" text-anchor="middle">{2**power:,}</text>')
    middle = LEFT + (WIDTH - 20) / 2
    lines.append(f'<text x="{middle}" y="{TOP + HEIGHT + 36}" text-anchor="middle">users</text>')
    return lines


def _curve(number: int, kind: KindQuality, steps: int) -> list[str]:
    colour = COLOURS[number % len(COLOURS)]
    dashes = ' stroke-dasharray="5 3"' if number >= len(COLOURS) else ""
    points = [(_x(size.users.bit_length() - 1, steps), _y(size.share)) for size in kind.sizes]
    joined = " ".join(f"{x},{y}" for x, y in points)
    line = f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="1.8"{dashes}/>'
    dots = [f'<circle cx="{x}" cy="{y}" r="2.4" fill="{colour}"/>' for x, y in points]
    y = TOP + 14 * number
    name = f'<text x="{LEFT + WIDTH}" y="{y + 4}" fill="{colour}">{escape(kind.kind)}</text>'
    return [line, *dots, name]
