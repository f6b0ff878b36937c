"""How long the page takes, in a real browser that draws in software."""

from __future__ import annotations

import re
import time
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

WATCH_FRAMES = """() => {
  window.frames_seen = [];
  const tick = now => { window.frames_seen.push(now); window.ticking = requestAnimationFrame(tick); };
  window.ticking = requestAnimationFrame(tick);
}"""
SHIFTS = """window.shifts = 0; new PerformanceObserver(list => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifts += one.value;
}).observe({ type: 'layout-shift', buffered: true })"""


def first_view(context: BrowserContext) -> float:
    """Return the seconds from nothing to the inbox with its rows."""
    page = context.new_page()
    began = time.perf_counter()
    page.goto("/#/inbox", wait_until="commit")
    expect(page.get_by_role("link", name=re.compile("^op-")).first).to_be_visible()
    took = time.perf_counter() - began
    page.close()
    return took


def layout_shift(context: BrowserContext, route: str) -> float:
    """Return how much of a view moved while it came: the cumulative layout shift, without what the hand moved."""
    page = context.new_page()
    page.add_init_script(SHIFTS)
    page.goto(f"/#{route}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".waiting, [aria-busy=true]")).to_have_count(0, timeout=30_000)
    page.wait_for_timeout(300)
    shifted = float(page.evaluate("window.shifts"))
    page.close()
    return shifted


def first_graph(context: BrowserContext, cluster: str) -> tuple[float, Page]:
    """Return the seconds from nothing to the drawn graph of a cluster, and the page that shows it."""
    page = context.new_page()
    began = time.perf_counter()
    page.goto(f"/#/cluster/{cluster}?tab=graph", wait_until="commit")
    graph = page.get_by_role("region", name=re.compile(cluster))
    expect(graph).to_contain_text(re.compile(r"\d+ nodes, \d+ edges"))
    expect(graph.locator("canvas").first).to_be_visible()
    page.evaluate("() => new Promise(requestAnimationFrame)")
    return time.perf_counter() - began, page


def frames_a_second(page: Page, cluster: str) -> float:
    """Return the frames a second, on average, while the graph is dragged about and zoomed."""
    box: Any = page.get_by_role("region", name=re.compile(cluster)).locator("canvas").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.evaluate(WATCH_FRAMES)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(60):
        page.mouse.move(x + (step % 20) * 8 - 80, y + (step % 15) * 6 - 45)
    page.mouse.up()
    for step in range(20):
        page.mouse.wheel(0, -120 if step < 10 else 120)
        page.wait_for_timeout(30)
    seen = page.evaluate("() => { cancelAnimationFrame(window.ticking); return window.frames_seen; }")
    return 1000 * (len(seen) - 1) / float(seen[-1] - seen[0])


def megabytes(page: Page) -> float:
    """Return the memory of the page's JavaScript after a collection, in MB."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    usage = session.send("Runtime.getHeapUsage")
    return float(usage["usedSize"]) / 1e6
