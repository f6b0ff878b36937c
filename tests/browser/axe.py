"""What keeps people out, as axe sees it: run in the page, no serious or critical finding may be left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "api" / "explorer" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SERIOUS = ("serious", "critical")


def findings(page: Page) -> list[str]:
    """Return the serious findings on what the page shows, each with the first element it concerns."""
    page.evaluate(AXE.read_text("utf-8"))  # by the debugger: the page's policy would not let it in
    found: Any = page.evaluate("rules => axe.run({ runOnly: rules })", RULES)
    return [
        f"{one['id']}: {one['help']} at {one['nodes'][0]['target']} ({one['nodes'][0]['html'][:200]})"
        for one in found["violations"]
        if one["impact"] in SERIOUS
    ]
