"""Every view shows what the API knows, keeps its state in the URL, and has nothing that keeps people out."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, BrowserContext, Download, Page, expect

from tests.browser.axe import findings
from tests.browser.cases import World
from tests.browser.conftest import WIDE, Served, Watch, serve, stop
from tests.browser.hand import Hand

VIEWS: dict[str, Callable[[World], str]] = {
    "inbox": lambda _: "/inbox",
    "changes": lambda _: "/inbox?since=2026-06-01&verdict=flagged",
    "case": lambda world: f"/cluster/{world.network()}",
    "graph": lambda world: f"/cluster/{world.network()}?tab=graph",
    "members": lambda world: f"/cluster/{world.network()}?tab=members",
    "identifiers": lambda world: f"/cluster/{world.network()}?tab=identifiers",
    "innocents": lambda world: f"/cluster/{world.network()}?tab=innocents",
    "newcomers": lambda world: f"/cluster/{world.network()}?tab=new&since=2026-06-01",
    "campaign": lambda world: f"/cluster/{world.campaigns()[0]}",
    "account": lambda world: f"/account/{world.member()}",
    "identifier": lambda world: f"/identifier/{world.explanation(world.member())['ties'][0]['ref']}",
    "compare clusters": lambda world: "/compare?" + "&".join(f"clusters={one}" for one in world.campaigns()[:2]),
    "compare times": lambda world: f"/compare?cluster={world.network()}&at=2026-04-01",
    "analyst": lambda _: "/analyst",
    "quality": lambda _: "/quality",
    "calibration": lambda _: "/calibration",
    "runs": lambda _: "/runs",
    "run": lambda world: f"/runs/{world.get('/v1/runs')['items'][0]['run_id']}",
    "nowhere": lambda _: "/no/such/view",
}


def settled(page: Page) -> None:
    """Wait until a view has all it asked for."""
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)
    expect(page.locator(".waiting, [aria-busy=true]")).to_have_count(0, timeout=30_000)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_opens_by_its_url_and_keeps_nobody_out(hand: Hand, world: World, view: str) -> None:
    """A link to it works by itself; axe finds nothing serious; there is one main heading and a title."""
    hand.open(VIEWS[view](world))
    settled(hand.page)
    expect(hand.page.get_by_role("heading", level=1)).to_have_count(1)
    assert hand.page.title() not in ("", "Account linkage")
    assert findings(hand.page) == []


@pytest.mark.parametrize("view", ["inbox", "case", "graph", "account", "compare clusters", "analyst", "quality"])
def test_the_dark_theme_can_be_read_too(
    browser: Browser, served: Served, world: World, watch: Watch, view: str
) -> None:
    """The same views in the dark, contrast included."""
    context = browser.new_context(base_url=served.url, viewport=WIDE, color_scheme="dark", reduced_motion="reduce")
    page = context.new_page()
    watch.attach(page, served.url)
    page.goto(f"/#{VIEWS[view](world)}")
    settled(page)
    assert findings(page) == []
    context.close()


def test_going_back_shows_what_was_there(hand: Hand, world: World) -> None:
    """Each step has its URL, filters included."""
    hand.open("/inbox?verdict=watch")
    expect(hand.page.get_by_label("Verdict")).to_have_value("watch")
    hand.click(hand.page.get_by_role("link", name=re.compile("^op-")))
    hand.title("Cluster")
    hand.page.go_back()
    hand.title("Inbox")
    expect(hand.page.get_by_label("Verdict")).to_have_value("watch")


def test_the_inbox_can_be_worked_by_keys_alone(hand: Hand, world: World) -> None:
    """Down, up, open; the slash leads to the search, and Escape out of it."""
    cases = world.cases()
    hand.open("/inbox")
    hand.sees(hand.page.get_by_role("link", name=cases[0]["cluster_id"]))
    for key in ("j", "j", "k"):
        hand.page.keyboard.press(key)
    hand.page.keyboard.press("Enter")
    hand.title(cases[1]["cluster_id"])
    hand.page.keyboard.press("/")
    expect(hand.page.get_by_role("combobox", name="Search")).to_be_focused()
    hand.page.keyboard.press("Escape")
    hand.page.keyboard.press("Tab")
    expect(hand.page.get_by_role("combobox", name="Search")).not_to_be_focused()


def test_the_first_tab_skips_to_the_content(hand: Hand) -> None:
    """Nobody has to tab through the header."""
    hand.open("/inbox")
    settled(hand.page)
    hand.page.evaluate("document.activeElement.blur()")
    hand.page.keyboard.press("Tab")
    skip = hand.page.locator(":focus")
    expect(skip).to_have_text(re.compile("Skip", re.IGNORECASE))
    skip.press("Enter")
    assert hand.page.evaluate("document.activeElement.closest('main') !== null")


def test_all_members_can_be_scrolled_to(hand: Hand, world: World) -> None:
    """24,000 rows, of which a screenful is in the page, down to the last."""
    hand.open(f"/cluster/{world.network()}?tab=members")
    settled(hand.page)
    table = hand.page.get_by_role("table", name="Members").or_(hand.page.get_by_role("grid", name="Members"))
    assert int(table.first.get_attribute("aria-rowcount") or 0) == 23_963 + 1
    scroller = hand.page.locator("[data-scroller], .long-table").first
    for _ in range(60):
        scroller.evaluate("e => e.scrollTo(0, e.scrollHeight)")
        hand.page.wait_for_timeout(150)
        last = hand.page.locator("[aria-rowindex='23964']")
        if last.count() and "acc_" in (last.first.text_content() or ""):
            break
    expect(hand.page.locator("[aria-rowindex='23964']")).to_contain_text("acc_")
    assert hand.page.get_by_role("row").count() < 200


def test_every_panel_shows_its_cypher_ready_to_copy(hand: Hand, world: World) -> None:
    """The statement as the library has it, with the values it was asked with."""
    hand.open(f"/cluster/{world.network()}")
    panel = hand.panel("Sign-ups and bans")
    hand.click(panel.get_by_text("The Cypher behind this"))
    expect(panel).to_contain_text("MATCH (:Cluster {id: $cluster})<-[:MEMBER_OF]-(a:Account)")
    expect(panel).to_contain_text(world.network())
    hand.sees(panel.get_by_role("button", name=re.compile("Copy")))


def saved(hand: Hand, name: str, into: Path) -> str:
    """Save the graph as one kind of file and return its content."""
    with hand.page.expect_download() as download:
        hand.button(name)
    got: Download = download.value
    path = into / got.suggested_filename
    got.save_as(path)
    return path.read_text("utf-8", errors="replace")


def test_the_graph_can_be_taken_away(hand: Hand, world: World, tmp_path: Path) -> None:
    """As a picture in two forms, as tables, as GraphML: each whole, with the kind of every edge."""
    drawn = world.get(f"/v1/clusters/{world.network()}/graph")
    hand.open(f"/cluster/{world.network()}?tab=graph")
    settled(hand.page)
    hand.click(hand.page.get_by_text("Save as"))
    svg = ElementTree.fromstring(saved(hand, "SVG", tmp_path))
    assert svg.tag.endswith("svg")
    assert saved(hand, "PNG", tmp_path)[1:4] == "PNG"
    nodes, edges = saved(hand, "CSV of nodes", tmp_path), saved(hand, "CSV of edges", tmp_path)
    assert len(nodes.strip().splitlines()) == 1 + len(drawn["nodes"])
    assert len(edges.strip().splitlines()) == 1 + len(drawn["edges"])
    graphml = ElementTree.fromstring(saved(hand, "GraphML", tmp_path))
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    assert len(graphml.findall(".//g:edge", space)) == len(drawn["edges"])


def test_the_graph_is_walked_and_opened_by_keys(hand: Hand, world: World) -> None:
    """Arrows select, Enter opens; what is shown then is what the API has for it."""
    hand.open(f"/cluster/{world.network()}?tab=graph")
    settled(hand.page)
    graph = hand.sees(hand.page.get_by_role("application"))
    graph.focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp") * 3:
        graph.press(key)
        graph.press("Enter")  # opens what stands for several, and does nothing where one stands for itself
        if "open=" in hand.page.url:
            break
    hand.page.wait_for_function("location.hash.includes('open=')")
    settled(hand.page)
    opened = hand.page.url.partition("open=")[2]
    drawn = world.get(f"/v1/clusters/{world.network()}/graph?open={opened}")
    hand.reads(f"{len(drawn['nodes'])} nodes, {len(drawn['edges'])} edges")


def test_whatever_is_selected_the_graph_stays_in_view(hand: Hand, world: World) -> None:
    """From node to node by keys something is always drawn, for which a picture of an empty stage is too small."""
    hand.open(f"/cluster/{world.network()}?tab=graph")
    settled(hand.page)
    graph = hand.sees(hand.page.get_by_role("application"))
    graph.focus()
    for key in ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowUp", "ArrowLeft", "ArrowDown"):
        graph.press(key)
        hand.page.wait_for_timeout(400)
        assert len(graph.screenshot()) > 15_000, key


def test_the_graph_keeps_its_place_when_the_theme_changes(hand: Hand, world: World) -> None:
    """In other colours it is the same part of it: as large a share of the stage is drawn on."""
    hand.open(f"/cluster/{world.network()}?tab=graph")
    settled(hand.page)
    graph = hand.sees(hand.page.get_by_role("application"))
    whole = len(graph.screenshot())
    for _ in range(3):
        graph.press("+")
    hand.page.wait_for_timeout(600)
    near = len(graph.screenshot())
    hand.button("Theme")
    hand.page.wait_for_timeout(1500)
    assert abs(len(graph.screenshot()) - near) < abs(whole - near) / 2


def test_what_is_open_is_in_the_url(hand: Hand, world: World) -> None:
    """Opened from there it is the same graph."""
    hand.open(f"/cluster/{world.network()}?tab=graph&open=a.0")
    settled(hand.page)
    expect(hand.page.get_by_role("region", name=re.compile(world.network()))).to_contain_text("nodes")
    hand.button("Table")
    rows = hand.page.get_by_role("row").count()
    assert rows == 1 + len(world.get(f"/v1/clusters/{world.network()}/graph?open=a.0")["nodes"])


def test_own_cypher_runs_and_is_kept_to_reading(hand: Hand, watch: Watch) -> None:
    """A result as a table with its caps told; a write is refused with its reason."""
    watch.expected.append("403")
    hand.open("/analyst")
    settled(hand.page)
    editor = hand.page.get_by_role("textbox", name=re.compile("Cypher"))
    hand.write(editor, "MATCH (a:Account) RETURN count(a) AS accounts")
    expect(hand.page.get_by_role("grid", name="Rows of the answer")).to_contain_text("100000")
    hand.reads("1 row; ")
    hand.write(editor, "MATCH (a:Account) SET a.status = 'banned'")
    hand.reads("the query has the clause SET")


def test_copied_cypher_runs_where_it_is_pasted(hand: Hand, world: World) -> None:
    """The text behind a panel brings its parameters along, into the page's own editor too."""
    hand.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    hand.open(f"/cluster/{world.network()}?tab=members")
    settled(hand.page)
    hand.page.get_by_text("The Cypher behind this").first.click()
    text = hand.sees(hand.page.locator("details.cypher pre")).inner_text()
    hand.open("/analyst")
    settled(hand.page)
    editor = hand.page.get_by_role("textbox", name=re.compile("Cypher"))
    editor.press("Control+a")
    hand.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    editor.press("Control+v")
    expect(hand.page.get_by_role("textbox", name="$cluster")).to_have_value(f'"{world.network()}"')
    expect(hand.page.get_by_role("textbox", name="$verdict")).to_have_value("null")
    editor.press("Control+Enter")
    hand.reads("100 rows; ")


def test_a_question_goes_into_the_editor_with_what_was_filled_in(hand: Hand, world: World) -> None:
    """And one goes on writing there."""
    hand.open(f"/analyst?question=list_members_of_cluster&cluster={world.network()}&verdict=watch")
    settled(hand.page)
    hand.page.get_by_text("Its Cypher").click()
    hand.button("Put it into the editor")
    expect(hand.page.get_by_role("textbox", name="$verdict")).to_have_value('"watch"')
    expect(hand.page.locator(".analyst-editor")).to_be_focused()


def test_chosen_members_are_chosen_still_on_coming_back(hand: Hand, world: World) -> None:
    """After a look at what they share."""
    hand.open(f"/cluster/{world.network()}?tab=members")
    settled(hand.page)
    boxes = hand.page.get_by_role("grid", name="Members").get_by_role("checkbox")
    for place in range(2):
        boxes.nth(place).check()
    hand.link("What they share")
    hand.reads("What 2 accounts share")
    hand.page.go_back()
    hand.reads("2 accounts chosen:")


def test_paths_are_drawn(hand: Hand) -> None:
    """A result that holds paths can be looked at as a graph."""
    hand.open("/analyst")
    settled(hand.page)
    editor = hand.page.get_by_role("textbox", name=re.compile("Cypher"))
    hand.write(editor, "MATCH p = (a:Account)-[:USED]->(d:Device) RETURN p ORDER BY a.id, d.id LIMIT 5")
    expect(hand.page.get_by_text(re.compile(r"\d+ nodes, \d+ edges"))).to_be_visible(timeout=20_000)


def test_whole_numbers_keep_all_their_digits(hand: Hand) -> None:
    """A store's have 64 bits, and the page shows and sends each as it is."""
    hand.open("/analyst")
    settled(hand.page)
    editor = hand.page.get_by_role("textbox", name=re.compile("Cypher"))
    hand.write(editor, "RETURN $mine AS mine, [-9007199254740993] AS listed")
    hand.enter(hand.page.get_by_role("textbox", name="$mine"), "9007199254740993")
    editor.press("Control+Enter")
    grid = hand.sees(hand.page.get_by_role("grid", name="Rows of the answer"))
    expect(grid).to_contain_text("9007199254740993[-9007199254740993]")


def test_a_question_is_asked_by_its_form(hand: Hand, world: World) -> None:
    """Chosen in the library, filled in, run: rows lead on to what they are about."""
    hand.open("/analyst")
    settled(hand.page)
    hand.page.get_by_label("Find a question").fill("members weakest")
    hand.link("list weakest members of cluster")
    hand.page.get_by_role("textbox", name="cluster").fill(world.network())
    hand.button("Run")
    grid = hand.sees(hand.page.get_by_role("grid", name="Rows of the answer"))
    hand.click(grid.get_by_role("link", name=re.compile("^acc_")))
    hand.title("Account")


def test_the_page_asks_for_the_key_where_one_is_set(demo: Path, browser: Browser, tmp_path: Path, watch: Watch) -> None:
    """Without it nothing is shown; with it all is, and the key is not in the URL."""
    shutil.copytree(demo / "store", tmp_path / "store")
    keyed = serve(tmp_path / "store", LINKAGE_API_KEY="s3cret")
    watch.expected.append("401")
    try:
        context: BrowserContext = browser.new_context(base_url=keyed.url, viewport=WIDE)
        page = context.new_page()
        watch.attach(page, keyed.url)
        page.goto("/")
        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        dialog.get_by_role("textbox").or_(dialog.locator("input")).first.fill("s3cret")
        dialog.locator("input").first.press("Enter")
        expect(page.get_by_role("link", name=re.compile("^op-")).first).to_be_visible(timeout=20_000)
        assert "s3cret" not in page.url
        assert json.dumps("s3cret") not in page.content()
        context.close()
    finally:
        stop(keyed)
