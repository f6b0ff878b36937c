"""A reference page whose measured parts are written by the commands that measure them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs" / "reference"
PAGE = DOCS / "detection.md"


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def write_part(name: str, text: str, page: Path = PAGE) -> None:
    """Replace what stands between the markers of this name on the page.

    Raises
    ------
    ValueError
        The page has no such markers.
    """
    begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
    whole = page.read_text("utf-8")
    before, found, rest = whole.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"{page.name} has no part {name!r}")
    page.write_text(f"{before}{begin}\n{text.strip()}\n{end}{after}", "utf-8")
