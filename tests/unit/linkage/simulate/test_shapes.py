"""Rings and crowds look the way their docstrings say, in worlds of several seeds and difficulties."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from linkage.simulate.draft import PRO, TEAM, Draft
from linkage.simulate.rings import lazy
from linkage.simulate.world import truth_path, write_world


@dataclass(frozen=True)
class World:
    """A world in memory."""

    accounts: pl.DataFrame
    observations: pl.DataFrame
    activity: pl.DataFrame
    truth: pl.DataFrame

    def members(self, kind: str) -> pl.DataFrame:
        """Truth rows of one kind of ring."""
        return self.truth.filter(pl.col("ring_kind") == kind)

    def crowd(self, name: str) -> pl.DataFrame:
        """Truth rows of one crowd."""
        return self.truth.filter(pl.col("honest_group") == name)

    def shared(self, among: pl.DataFrame, kinds: list[str], by: str | None = None) -> pl.DataFrame:
        """Identifiers of these kinds with how many of the given accounts used each, within each ring if so asked."""
        seen = self.observations.filter(pl.col("kind").is_in(kinds)).join(among, on="account_id")
        keys = ["kind", "value", *([by] if by else [])]
        return seen.group_by(keys).agg(pl.col("account_id").n_unique().alias("users"))


@pytest.fixture(scope="module", params=[(11, 0.0), (12, 0.5), (13, 1.0)], ids=lambda p: f"seed{p[0]}-difficulty{p[1]}")
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> World:
    seed, difficulty = request.param
    out: Path = tmp_path_factory.mktemp("world") / "w"
    write_world(out, 12_000, seed, difficulty=difficulty)
    accounts, seen, acts = (
        pl.read_parquet(out / f"{name}.parquet") for name in ("accounts", "observations", "activity")
    )
    return World(accounts, seen, acts, pl.read_csv(truth_path(out), infer_schema=False))


def test_a_world_has_about_ten_observations_and_five_actions_an_account(world: World) -> None:
    """Neither more nor fewer rows than a demonstration can carry, at any difficulty."""
    assert 9 < len(world.observations) / len(world.accounts) < 12.5
    assert 4 < len(world.activity) / len(world.accounts) < 6


def test_hydras_share_cards_and_machines_across_campaigns(world: World) -> None:
    """Some cards and machines serve members of two campaigns, and most members use a shared one."""
    hydra = world.members("hydra")
    used = world.observations.filter(pl.col("kind").is_in(["payment", "device"])).join(hydra, on="account_id")
    per_value = used.group_by("value").agg(pl.col("account_id").n_unique().alias("n"), pl.col("campaign_id").n_unique())
    assert (per_value["campaign_id"] > 1).sum() >= 3
    common = used.join(per_value.filter(pl.col("n") > 2), on="value", how="semi")
    assert common["account_id"].n_unique() > 0.8 * len(hydra)


def test_hydras_replace_banned_accounts_within_days(world: World) -> None:
    """At least a tenth of a hydra is banned, and most of these have a successor on a shared card or machine in days."""
    hydra = world.members("hydra").join(world.accounts, on="account_id")
    banned = hydra.filter(pl.col("status") == "banned")
    assert len(banned) > 0.08 * len(hydra)
    strong = world.observations.filter(pl.col("kind").is_in(["payment", "device"]))
    last = world.observations.group_by("account_id").agg(pl.col("seen_at").max().alias("gone"))
    theirs = strong.join(banned.select("account_id"), on="account_id").select("account_id", "value").unique()
    new = strong.join(hydra.select("account_id", "created_at"), on="account_id").select("value", "created_at").unique()
    pairs = theirs.join(last, on="account_id").join(new, on="value")
    followed = pairs.filter(pl.col("created_at").is_between(pl.col("gone"), pl.col("gone") + pl.duration(days=60)))
    assert followed["account_id"].n_unique() > 0.5 * len(banned)


def test_hydras_rent_addresses_of_honest_homes(world: World) -> None:
    """Among the addresses many members use, most are also some innocent's."""
    popular = world.shared(world.members("hydra"), ["ip"]).filter(pl.col("users") >= 4)
    innocent = world.truth.filter(pl.col("ring_id").is_null())
    honest = world.shared(innocent, ["ip"])
    assert popular.join(honest, on="value", how="semi").height > 0.5 * popular.height > 0


def test_campaigns_act_in_step_with_their_own_templates(world: World) -> None:
    """Most actions of a campaign with its favourite template fall into half hours shared with other members."""
    acts = world.activity.join(world.members("hydra").select("account_id", "campaign_id"), on="account_id")
    for _, campaign in acts.group_by("campaign_id"):
        if campaign["account_id"].n_unique() < 30:
            continue
        top = campaign["fingerprint"].value_counts(sort=True)["fingerprint"][0]
        mine = campaign.filter(pl.col("fingerprint") == top).with_columns(pl.col("at").dt.truncate("2h"))
        company = mine.with_columns(pl.col("account_id").n_unique().over("at").alias("n"))
        assert (company["n"] > 1).mean() > 0.4  # type: ignore[operator]


def test_lazy_rings_share_cards_machines_and_addresses(world: World) -> None:
    """Four in five members of every lazy ring share two kinds of identifier with another member at least."""
    lazy = world.members("lazy")
    per_value = world.shared(lazy, ["device", "ip", "payment", "phone"], by="ring_id").filter(pl.col("users") > 1)
    seen = world.observations.join(lazy, on="account_id").join(per_value, on=["kind", "value", "ring_id"], how="semi")
    kinds = seen.group_by("account_id").agg(pl.col("kind").n_unique())
    assert (kinds["kind"] >= 2).sum() > 0.8 * len(lazy)


def test_careful_rings_share_nothing_but_addresses_and_time(world: World) -> None:
    """No machine, card or phone of a careful ring has two members; addresses have, and so have moments."""
    careful = world.members("careful")
    strong = world.shared(careful, ["device", "payment", "phone"], by="ring_id")
    assert (strong["users"] > 1).mean() < 0.02  # type: ignore[operator]
    assert (world.shared(careful, ["ip"], by="ring_id")["users"] > 1).sum() > 0.1 * len(careful)
    acts = world.activity.join(careful, on="account_id").with_columns(pl.col("at").dt.truncate("30m"))
    moments = acts.group_by("ring_id", "fingerprint", "at").agg(pl.col("account_id").n_unique().alias("n"))
    assert (moments["n"] > 1).sum() >= careful["ring_id"].n_unique()


def test_pooled_addresses_serve_few_members(world: World) -> None:
    """An address that members of a careful ring share has two to four of them, a few more at most."""
    lines = world.shared(world.members("careful"), ["ip"], by="ring_id").filter(pl.col("users") > 1)["users"]
    assert 2 <= lines.mean() <= 5  # type: ignore[operator]
    assert lines.max() <= 16  # type: ignore[operator]


@pytest.mark.parametrize("kind", ["hydra", "lazy", "careful", "mid", "rotating", "camouflage"])
def test_every_ring_has_templates_of_its_own(world: World, kind: str) -> None:
    """Some fingerprint that hardly anybody else uses is one that most active members of a ring or campaign use."""
    unit = "campaign_id" if kind == "hydra" else "ring_id"
    acts = world.activity.join(world.members(kind), on="account_id")
    users = acts.group_by(unit, "fingerprint").agg(pl.col("account_id").n_unique().alias("members"))
    everyone = world.activity.group_by("fingerprint").agg(pl.col("account_id").n_unique().alias("users"))
    active = acts.group_by(unit).agg(pl.col("account_id").n_unique().alias("active"))
    own = users.join(everyone, on="fingerprint").filter(pl.col("users") <= pl.col("members") + 2)
    best = own.group_by(unit).agg(pl.col("members").max()).join(active, on=unit).filter(pl.col("active") >= 10)
    assert ((best["members"] / best["active"]) >= 0.2).mean() > 0.8 if len(best) else True  # type: ignore[operator]


def test_agencies_and_teams_are_open_and_differ_in_tenure(world: World) -> None:
    """Every account names the organisation, all on one plan; clients came over a year or more, tests within days."""
    named = world.truth.join(world.accounts, on="account_id")
    for crowd, verified, days in (("agency", (0.25, 0.65), (90, 1500)), ("dev_team", (0.85, 1), (0, 3))):
        there = named.filter(pl.col("honest_group") == crowd)
        assert there["plan"].unique().to_list() == ["team"]
        assert verified[0] <= there["verified"].mean() <= verified[1]  # type: ignore[operator]
        spread = there.group_by("org").agg(pl.len().alias("n"), pl.col("created_at").sort().alias("at"))
        for row in spread.filter(pl.col("n").is_between(8, 60)).iter_rows(named=True):
            assert days[0] <= (row["at"][-1] - row["at"][0]).days <= days[1]


def test_mid_rings_share_few_machines_and_hardly_a_card(world: World) -> None:
    """Machines of a mid ring have a few members each; cards are fresh, nearly all used by one."""
    mid = world.members("mid")
    machines = world.shared(mid, ["device"], by="ring_id")["users"]
    assert machines.max() <= 10 and (machines > 1).mean() > 0.4  # type: ignore[operator]
    assert (world.shared(mid, ["payment"], by="ring_id")["users"] == 1).mean() > 0.85  # type: ignore[operator]


def test_rotating_rings_never_use_an_identifier_more_than_three_times(world: World) -> None:
    """Every identifier of a rotating ring has three members at most, many have two or three."""
    rotating = world.shared(world.members("rotating"), ["device", "ip", "payment", "phone"], by="ring_id")["users"]
    assert rotating.max() <= 4 and (rotating > 3).mean() < 0.01  # type: ignore[operator]
    assert (rotating > 1).mean() > 0.3  # type: ignore[operator]


def test_camouflaged_rings_hide_in_popular_lines(world: World) -> None:
    """Most members of camouflaged rings log in from addresses that many innocents use."""
    camouflage = world.members("camouflage")
    innocent = world.shared(world.truth.filter(pl.col("ring_id").is_null()), ["ip"]).filter(pl.col("users") >= 5)
    seen = world.observations.join(camouflage, on="account_id").join(innocent, on="value", how="semi")
    assert seen["account_id"].n_unique() > 0.5 * len(camouflage)


def test_carrier_addresses_are_the_busiest(world: World) -> None:
    """Some address has a hundredth of all accounts behind it, and they are innocents."""
    busiest = world.shared(world.truth, ["ip"]).sort("users", descending=True).row(0, named=True)
    assert busiest["users"] > 0.01 * len(world.accounts)
    there = world.observations.filter(pl.col("value") == busiest["value"]).join(world.truth, on="account_id")
    assert there["ring_id"].null_count() > 0.8 * len(there)


def test_leased_addresses_change_hands_without_overlap(world: World) -> None:
    """Where two re-lease customers had one address, hardly ever at the same time."""
    leases = world.observations.filter(pl.col("kind") == "ip").join(world.crowd("ip_lease"), on="account_id")
    spans = leases.group_by("value", "account_id").agg(
        pl.col("seen_at").min().alias("first"), pl.col("seen_at").max().alias("last")
    )
    pairs = spans.join(spans, on="value").filter(pl.col("account_id") < pl.col("account_id_right"))
    overlap = (pairs["first"] <= pairs["last_right"]) & (pairs["first_right"] <= pairs["last"])
    assert len(pairs) > 10 and overlap.mean() < 0.1  # type: ignore[operator]


def test_second_hand_devices_have_two_owners_one_after_the_other(world: World) -> None:
    """Some device has a seller and a buyer, and the buyer is first seen with it after the seller was last."""
    sold = world.observations.filter(pl.col("kind") == "device").join(world.crowd("second_hand"), on="account_id")
    spans = sold.group_by("value", "account_id").agg(
        pl.col("seen_at").min().alias("first"), pl.col("seen_at").max().alias("last")
    )
    two = spans.filter(pl.col("account_id").n_unique().over("value") == 2).sort("value", "first")
    later = two.filter(pl.col("first") > pl.col("last").shift().over("value"))
    assert len(two) and len(later) > 0.9 * two["value"].n_unique()


@pytest.mark.parametrize(
    ("crowd", "kind", "users"),
    [("collision", "device", 10), ("cafe", "device", 8), ("campus", "ip", 15), ("vpn", "ip", 10)],
)
def test_crowds_share_one_thing_with_many(world: World, crowd: str, kind: str, users: int) -> None:
    """The named crowd has an identifier of its kind that many members use."""
    assert world.shared(world.crowd(crowd), [kind])["users"].max() >= users  # type: ignore[operator]


def test_households_share_an_address_in_small_numbers(world: World) -> None:
    """Most household accounts share an address with one to five of their kind; no household is larger than six."""
    homes = world.shared(world.crowd("household"), ["ip"])["users"]
    assert (homes > 1).sum() > 0.2 * world.crowd("household").height
    assert (homes > 8).mean() < 0.002  # type: ignore[operator]


def test_scheduled_jobs_fall_in_the_same_minutes(world: World) -> None:
    """Owners of scheduled jobs act in the first minute of an hour far more than others do."""
    acts = world.activity.with_columns((pl.col("at").dt.minute() == 0).alias("sharp"))
    jobs = acts.join(world.crowd("cron"), on="account_id", how="semi")["sharp"].mean()
    others = acts.join(world.crowd("household"), on="account_id", how="semi")["sharp"].mean()
    assert jobs > 0.5 and others < 0.05  # type: ignore[operator]


def test_workplaces_are_open_about_it(world: World) -> None:
    """Offices, agencies, campuses, corporate card holders and developer teams name an organisation."""
    named = world.truth.join(world.accounts, on="account_id")
    for crowd in ("office", "corporate_card", "campus", "agency", "dev_team"):
        assert named.filter(pl.col("honest_group") == crowd)["org"].null_count() == 0
    assert named.filter(pl.col("honest_group") == "household")["org"].drop_nulls().is_empty()


def test_a_fifth_of_lazy_rings_has_a_front() -> None:
    """About three quarters of such a ring name its organisation, on one paid plan, a third to half of them verified."""
    draft = Draft(np.random.Generator(np.random.PCG64(3)), 6000, 180, 0.5)
    for _ in range(100):
        lazy(draft, 60)
    named = draft.org.reshape(100, 60) >= 0
    fronts = named.any(axis=1)
    assert 10 <= fronts.sum() <= 32
    assert 0.65 < named[fronts].mean() < 0.85
    assert 0.3 < draft.verified.reshape(100, 60)[named].mean() < 0.5
    for plans in (draft.plan.reshape(100, 60)[ring][named[ring]] for ring in np.flatnonzero(fronts)):
        assert len(set(plans)) == 1 and set(plans) <= {PRO, TEAM}


def test_bursts_sign_up_within_days(world: World) -> None:
    """Accounts of a burst were created within the window, most in the company of ten others within two days."""
    burst = world.crowd("burst").join(world.accounts, on="account_id").sort("created_at")["created_at"]
    near = [((burst - moment).dt.total_hours().abs() <= 48).sum() for moment in burst]
    assert sum(count > 10 for count in near) > 0.7 * len(near)
