"""The notebook's widget draws in a browser what Python gives it, and tells Python what was opened."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Page, Route, expect

from linkage.notebook import BUNDLE
from tests.browser.cases import World
from tests.browser.conftest import Served

NOTEBOOK = """<!DOCTYPE html><html lang="en"><title>notebook</title><link rel="stylesheet" href="widget.css">
<body><div id="cell"></div><script type="module">
import widget from "./widget.js";
const listeners = {};
const values = await (await fetch("values.json")).json();
window.kernel = { saved: [] };
const model = {
  get: name => values[name],
  set: (name, value) => { values[name] = value; for (const act of listeners[`change:${name}`] ?? []) act(); },
  save_changes: () => window.kernel.saved.push([...values.opened]),
  on: (event, act) => (listeners[event] ??= []).push(act),
  off: (event, act) => { listeners[event] = (listeners[event] ?? []).filter(one => one !== act); },
};
window.kernel.model = model;
window.kernel.end = widget.render({ model, el: document.getElementById("cell") });
</script></body></html>"""
"""What a notebook does with a widget, as anywidget's protocol has it: a model, an element, a module."""


def test_the_widget_draws_opens_and_goes(page: Page, served: Served, world: World) -> None:
    """The graph is on a canvas and in a table, an opened node reaches the kernel, what it answers is drawn."""
    network = world.network()
    values: dict[str, Any] = {
        "cluster_id": network,
        "quotient": world.get(f"/v1/clusters/{network}/graph"),
        "opened": [],
        "problem": "",
    }
    files = {
        "index.html": ("text/html", NOTEBOOK),
        "widget.js": ("text/javascript", (BUNDLE / "widget.js").read_text("utf-8")),
        "widget.css": ("text/css", (BUNDLE / "widget.css").read_text("utf-8")),
        "values.json": ("application/json", json.dumps(values)),
    }

    def answer(route: Route) -> None:
        kind, body = files[route.request.url.rpartition("/")[2]]
        route.fulfill(content_type=kind, body=body)

    page.route("**/notebook/*", answer)
    page.goto(f"{served.url}/notebook/index.html")
    graph = page.get_by_role("region", name=re.compile(network))
    expect(graph.locator("canvas").first).to_be_visible(timeout=20_000)
    graph.get_by_role("button", name="Table").click()
    graph.get_by_role("button", name=re.compile(r"^Open [\d,]+ accounts")).first.click()
    (opened,) = page.evaluate("window.kernel.saved")
    assert len(opened) == 1
    drawn = world.get(f"/v1/clusters/{network}/graph?open={opened[0]}")
    page.evaluate("quotient => window.kernel.model.set('quotient', quotient)", drawn)
    expect(graph.get_by_role("button", name=re.compile("^Fold "))).not_to_have_count(0)
    page.evaluate("window.kernel.model.set('problem', 'more than can be read')")
    expect(page.get_by_role("alert")).to_have_text("more than can be read")
    page.evaluate("window.kernel.end()")
    expect(graph).to_have_count(0)
