"""Values that attack a page are text in it, whatever field they come in: nothing runs, nothing breaks out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from linkage.config import Settings
from linkage.engine.schema import apply
from linkage.ingest.pseudonymise import ref
from linkage.model.kind import Kinds
from linkage.queries import parse
from linkage.store.open import open_store
from tests.browser.conftest import WIDE, Served, Watch, serve, stop

HTML = "<img src=x onerror=\"window.hit='img'\"><script>window.hit='script'</script>"
QUOTES = "\"'><svg onload=window.hit='svg'>{{7*7}}${7*7}javascript:alert(1)"
RIGHT_TO_LEFT = "abc\u202e\u2066evil\u2069 \u05d0\u05d1\u05d2 fdp.exe"
EMOJI = "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea e\u0301\u0301\u0301 \U0001d4b3"
LONG = "x" * 10_000
VALUES = [HTML, QUOTES, RIGHT_TO_LEFT, EMOJI, LONG[:1024]]
"""Ids of accounts, as long as the API takes; other fields may be longer."""

WORLD = parse("""// name: hostile
// mode: write
UNWIND $rows AS row
CREATE (a:Account {id: row.id, created_at: datetime('2026-01-02T03:04:05Z'), status: row.long, plan: row.id,
                   org: row.long, verified: true, note: row.long})
CREATE (d:Device {id: row.id, ref: row.ref})
WITH collect(a) AS accounts, collect(d) AS devices
CREATE (c:Cluster {id: 'op-1', level: 'operator', score: 0.95, verdict: 'flagged', size: size(accounts), flagged: 1,
                   first_seen: datetime('2026-01-02T03:04:05Z'), last_seen: datetime('2026-02-02T03:04:05Z'),
                   created_run: $html, run: $html, summary: $html + $long, evidence: $evidence, against: $evidence,
                   tools: $tools})
CREATE (k:Cluster {id: $html, level: 'campaign', score: 0.9, verdict: 'watch', size: 1, flagged: 0, run: $html,
                   created_run: $html, summary: $long, evidence: '[]', against: '[]'})-[:PART_OF]->(c)
CREATE (:Run {id: $html, seed: 0, engine: $html, started_at: datetime('2026-02-02T03:04:05Z'), version: $html,
              accounts: 5, identifiers: 5, edges: 25, clusters: 1, flagged: 1, calibration: '{}', settings: $settings})
CREATE (c)-[:MERGED_INTO {run: $html, at: datetime('2026-02-02T03:04:05Z'), shared: 1}]->(k)
WITH accounts, devices, c
UNWIND accounts AS a
CREATE (a)-[:MEMBER_OF {strength: 0.9, score: 0.9, verdict: 'flagged', since: datetime('2026-01-02T03:04:05Z'),
                        redundancy: 2, kinds: 2, spared: '', companions: 0, within_days: 0.0, run: $html}]->(c)
WITH a, devices, c
UNWIND devices AS d
CREATE (a)-[:USED {first_seen: datetime('2026-01-02T03:04:05Z'), last_seen: datetime('2026-01-05T03:04:05Z'),
                   count: 1}]->(d)
MERGE (c)-[r:RESTS_ON]->(d)
SET r.members = 5, r.accounts = 5, r.weight = 1.0, r.share = 0.5
""")


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a store whose every text is an attack."""
    place = tmp_path_factory.mktemp("hostile") / "store"
    argument = f'[{{"code": "x", "weight": 1.0, "sentence": {_json(HTML + RIGHT_TO_LEFT)}}}]'
    tools = f'[{{"fingerprint": {_json(HTML)}, "members": 2, "accounts": 2, "share": 0.5, "weight": 1.0}}]'
    values = {
        "rows": [{"id": value, "ref": ref("device", value), "long": f"{value} {LONG}"} for value in VALUES],
        "html": HTML,
        "long": LONG,
        "evidence": argument,
        "tools": tools,
        "settings": f'{{"resolution": {_json(HTML)}}}',
    }
    with closing(open_store(Settings(store=str(place), heap="512m"), create=True)) as store:
        apply(store, Kinds())
        store.execute(lambda transaction: transaction.run(WORLD, values))
    running = serve(place)
    yield running
    stop(running)


def _json(text: str) -> str:
    return json.dumps(text)


@pytest.fixture
def target(browser: Browser, attacked: Served, watch: Watch) -> Iterator[Page]:
    """Open a page that notes what the browser's policy stopped."""
    context = browser.new_context(base_url=attacked.url, viewport=WIDE, reduced_motion="reduce")
    page = context.new_page()
    watch.attach(page, attacked.url)
    page.add_init_script(
        "window.stopped = []; addEventListener('securitypolicyviolation', e => stopped.push(e.violatedDirective))"
    )
    yield page
    context.close()


def routes() -> list[str]:
    """Return every view that shows values."""
    account = quote(HTML, safe="")
    return [
        "/inbox",
        "/cluster/op-1",
        *(f"/cluster/op-1?tab={tab}" for tab in ("graph", "members", "identifiers", "innocents", "new")),
        f"/cluster/{account}",
        *(f"/account/{quote(value, safe='')}" for value in VALUES),
        *(f"/identifier/{ref('device', value)}" for value in VALUES),
        f"/compare?accounts={account}&accounts={quote(QUOTES, safe='')}",
        f"/compare?clusters=op-1&clusters={account}",
        "/compare?cluster=op-1&at=2026-01-03",
        "/runs",
        f"/runs/{account}",
        f"/analyst?name=list_members_of_cluster&cluster={account}",
        f"/{account}",
    ]


@pytest.mark.parametrize("route", routes(), ids=lambda route: route[:40])
def test_a_hostile_value_is_only_text(target: Page, watch: Watch, route: str) -> None:
    """No element of its making, no script, nothing the policy had to stop, no way out of its line."""
    watch.expected += ["400", "404", "422"]  # a view of nothing says so
    target.goto(f"/#{route}")
    expect(target.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)
    expect(target.locator(".waiting, [aria-busy=true]")).to_have_count(0, timeout=20_000)
    assert target.evaluate("window.hit") is None
    assert target.evaluate("window.stopped") == []
    assert target.locator("img, svg[onload], script:not([src])").count() == 0
    wide = target.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, "a long value made the page scroll sideways"


def test_right_to_left_marks_stay_in_their_own_text(target: Page) -> None:
    """What stands after such a value still reads from left to right: each value is isolated."""
    target.goto(f"/#/account/{quote(RIGHT_TO_LEFT, safe='')}")
    name = target.get_by_role("heading", level=1).locator("bdi")
    expect(name).to_have_text(RIGHT_TO_LEFT)


def test_what_is_saved_of_a_hostile_cluster_is_whole(target: Page, tmp_path: Path) -> None:
    """A picture of it holds the values as text, and no element of their making."""
    target.goto("/#/cluster/op-1?tab=graph")
    expect(target.locator(".waiting, [aria-busy=true]")).to_have_count(0, timeout=20_000)
    target.get_by_text("Save as").click()
    with target.expect_download() as download:
        target.get_by_role("button", name="SVG").click()
    download.value.save_as(tmp_path / "graph.svg")
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.parse(tmp_path / "graph.svg").iter()}
    assert tags.isdisjoint({"script", "img", "image", "foreignObject"})
