"""Ten things investigators ask, each answered in at most five clicks; the pictures of the tour are taken here.

``docs/tutorial/explorer.md`` walks through the same tasks in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.cases import World
from tests.browser.hand import Hand

PICTURES = Path(__file__).parents[2] / "docs" / "tutorial" / "explorer"
MOST_CLICKS = 5


@pytest.fixture(autouse=True)
def few_clicks(hand: Hand) -> Iterator[None]:
    """Hold every task to its number of clicks."""
    yield
    assert hand.clicks <= MOST_CLICKS


def picture(page: Page, name: str) -> None:
    """Take a picture of what is shown."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")


def test_1_which_cluster_matters_most_and_why(hand: Hand, world: World) -> None:
    """The inbox begins with it, and says why it stands there: no click."""
    hand.open("/inbox")
    first = hand.sees(hand.page.get_by_role("row").filter(has_text=world.network()))
    expect(first).to_contain_text("flagged")
    expect(first).to_contain_text("23,963")
    expect(first).to_contain_text("not banned")
    picture(hand.page, "1-inbox")


def test_2_why_is_it_one_actor_and_what_speaks_against(hand: Hand, world: World) -> None:
    """One click: evidence ranked by weight with its chance statement, and the other side beside it."""
    hand.open("/inbox")
    hand.link(world.network())
    why = hand.panel("Why one actor")
    expect(why).to_contain_text("Chance does not explain it")
    expect(why).to_contain_text("independent kinds")
    hand.sees(hand.panel("What speaks against"))
    hand.panel("Sign-ups and bans")
    picture(hand.page, "2-case")


def test_3_which_innocent_organisations_would_a_ban_touch(hand: Hand, world: World) -> None:
    """Two clicks: each organisation, how many of its accounts are in it, and how many are not."""
    hand.open("/inbox")
    hand.link(world.network())
    hand.link("Innocents at risk")
    organisations = hand.panel("Organisations that its members name")
    asked = {"params": {"cluster": world.network()}}
    rows = world.post("/v1/queries/list_organisations_of_cluster", asked)["rows"]
    for row in rows:
        expect(organisations).to_contain_text(row["org"])
    assert rows
    organisations.scroll_into_view_if_needed()
    picture(hand.page, "3-innocents")


def test_4_does_one_of_them_look_honest_and_why_is_it_in(hand: Hand, world: World) -> None:
    """Three clicks to the account, with what ties it and what speaks against its belonging."""
    hand.open("/inbox")
    hand.link(world.network())
    hand.link("Innocents at risk")
    honest = hand.panel("Members that look honest")
    hand.click(honest.get_by_role("link"))
    hand.title("Account")
    hand.panel("What ties it")
    hand.sees(hand.page.get_by_role("heading", name=re.compile("against")))
    picture(hand.page, "4-account")


def test_5_what_is_new_on_its_infrastructure_since_monday(hand: Hand, world: World) -> None:
    """Two clicks and a day: accounts outside the cluster that began to use its identifiers."""
    hand.open("/inbox")
    hand.link(world.network())
    hand.link("New on its infrastructure")
    hand.page.get_by_label("Since").fill("2026-06-01")  # a Monday
    hand.clicks += 1
    new = hand.panel("New on its infrastructure")
    asked = {"params": {"cluster": world.network(), "since": "2026-06-01T00:00:00Z", "limit": 5}}
    rows = world.post("/v1/queries/list_new_accounts_on_cluster", asked)["rows"]
    expect(new).to_contain_text(rows[0]["account_id"] if rows else "Nobody new")
    assert "since=2026-06-01" in hand.page.url
    picture(hand.page, "5-new")


def test_6_how_does_the_network_hang_together(hand: Hand, world: World) -> None:
    """Four clicks: the graph, a group opened in it, and what each edge rests on."""
    hand.open("/inbox")
    hand.link(world.network())
    hand.link("Graph")
    graph = hand.sees(hand.page.get_by_role("region", name=re.compile(world.network())))
    expect(graph).to_contain_text(re.compile(r"\d+ nodes, \d+ edges"))
    hand.page.wait_for_timeout(500)
    picture(hand.page, "6-graph")
    hand.button("Table", within=hand.page)
    table = hand.page.get_by_role("table").filter(has_text="Stands for")
    hand.click(table.get_by_role("button", name=re.compile(r"^Open .* accounts")))
    expect(graph).to_have_attribute("aria-busy", "false", timeout=20_000)
    assert "open=a." in hand.page.url
    expect(table.get_by_role("button", name=re.compile("^Fold "))).not_to_have_count(0)


def test_7_who_bridges_these_two_rings(hand: Hand, world: World) -> None:
    """Two campaigns compared: what both used, and the accounts between them."""
    one, other = world.campaigns()[:2]
    hand.open("/compare")
    form = hand.sees(hand.page.get_by_role("form", name="Two clusters: what links them?"))
    form.get_by_label("One cluster").fill(one)
    form.get_by_label("Another").fill(other)
    hand.button("Compare", within=form)
    accounts = hand.panel("Accounts that bridge them")
    asked = {"params": {"cluster": one, "other_cluster": other, "limit": 1}}
    rows = world.post("/v1/queries/list_accounts_bridging_clusters", asked)["rows"]
    expect(accounts).to_contain_text(rows[0]["account_id"])
    hand.panel("Identifiers that both used")
    picture(hand.page, "7-bridges")


def test_8_would_it_still_be_tied_if_this_card_were_innocent(hand: Hand, world: World) -> None:
    """One click on the tie: the answer in words and bars."""
    account = world.member()
    tie = world.explanation(account)["ties"][0]
    hand.open(f"/account/{account}")
    ties = hand.panel("What ties it")
    hand.click(ties.get_by_role("checkbox", name=re.compile(tie["ref"][:8])))
    left = hand.page.get_by_role("region", name="What if")
    expect(left).to_contain_text("would be gone")
    expect(left).to_contain_text(re.compile("Still tied|No longer tied"))
    picture(hand.page, "8-what-if")


def test_9_whose_is_this_address(hand: Hand, world: World) -> None:
    """Typed in any spelling: who used it, and which clusters rest on it."""
    tie = next(one for one in world.explanation(world.member())["ties"] if one["kind"] == "ip")
    value = world.get(f"/v1/identifiers/{tie['ref']}")["value"]
    hand.open("/inbox")
    search = hand.page.get_by_role("combobox", name="Search")
    search.fill(f"  {value.upper()} ")
    hand.sees(hand.page.get_by_role("option").filter(has_text=tie["ref"][:8]))
    search.press("Enter")
    hand.clicks += 1
    hand.title(tie["ref"])
    expect(hand.panel("Clusters whose members used it")).to_contain_text(world.network())
    assert value not in hand.page.url
    picture(hand.page, "9-identifier")


def test_10_what_was_it_in_april(hand: Hand, world: World) -> None:
    """Then and now: accounts, bans, and identifiers of each kind."""
    hand.open(f"/cluster/{world.network()}")
    hand.link("with an earlier time")
    form = hand.sees(hand.page.get_by_role("form", name="A cluster: then and now"))
    form.get_by_label("As of").fill("2026-04-01")
    hand.button("Compare", within=form)
    then = hand.panel("Then and now")
    asked = {"params": {"cluster": world.network(), "at": "2026-04-01T00:00:00Z"}}
    for row in world.post("/v1/queries/list_state_of_cluster_at", asked)["rows"]:
        expect(then).to_contain_text(f"{row['before']:,}")
    picture(hand.page, "10-then-and-now")
