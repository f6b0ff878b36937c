"""The evasion bill and the ablation measure what they say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from benchmarks.ablation import (
    PARTS,
    without_activity,
    without_derived,
    without_facts,
    without_leases,
    without_timing,
)
from benchmarks.bought import RING, Bought, write_bought
from benchmarks.evasion import BILL, Line, Price, cheaper_than
from benchmarks.worlds import read_arrays
from linkage.model.entity_graph import UNKNOWN
from linkage.simulate.world import truth_path
from tests.entities import START, entities


def test_the_price_is_the_first_cost_at_which_fewer_than_half_are_flagged() -> None:
    """Costs are looked at in rising order; where all are caught there is no price."""
    assert Price({0.1: 1.0, 0.5: 0.49, 1.0: 0.9}).price == 0.5
    assert Price({0.1: 1.0, 1.0: 0.5}).price is None


def test_a_lower_price_is_found_and_a_higher_one_is_not() -> None:
    """Nothing for sale is dearer than any price; a line without a stored price has nothing to lose."""
    stored: dict[str, dict[str, object]] = {"all": {"price": 0.5}, "cells": {"price": None}}
    assert not cheaper_than({"all": Price({0.5: 0.0}), "tool": Price({0.1: 0.0})}, stored)
    assert not cheaper_than({"all": Price({0.5: 1.0})}, stored)
    assert len(cheaper_than({"all": Price({0.25: 0.0}), "cells": Price({1.0: 0.0})}, stored)) == 2


@pytest.mark.parametrize("line", BILL.values(), ids=list(BILL))
def test_each_line_begins_with_the_cheapest(line: Line) -> None:
    """Costs rise from step to step."""
    costs = [cost for cost, _ in line.steps]
    assert costs == sorted(set(costs))


@pytest.mark.parametrize(
    ("bought", "kind", "users"),
    [
        (Bought(per_device=6), "device", 6),
        (Bought(per_card=3, deal="cells"), "payment", 3),
        (Bought(per_address=2, deal="sliding"), "ip", 2),
        (Bought(), "device", 1),
    ],
)
def test_a_ring_shares_as_much_as_it_did_not_buy(tmp_path: Path, bought: Bought, kind: str, users: int) -> None:
    """The identifier that most members have serves as many as the setting says, and no other kind is shared."""
    write_bought(tmp_path / "w", bought, 1)
    truth = pl.read_csv(truth_path(tmp_path / "w"), infer_schema=False).filter(pl.col("ring_id").is_not_null())
    seen = pl.read_parquet(tmp_path / "w" / "observations.parquet").join(truth, on="account_id")
    most = dict(seen.group_by("kind", "value").agg(n=pl.col("account_id").n_unique()).group_by("kind").agg(
        pl.col("n").max()
    ).iter_rows())  # fmt: skip
    assert len(truth) == RING
    assert most == dict.fromkeys(most, 1) | {kind: users}


def test_what_is_left_out_is_gone_and_the_rest_stays(tmp_path: Path) -> None:
    """Each edit takes its evidence from the arrays and leaves accounts and other uses alone."""
    write_bought(tmp_path / "w", Bought(per_device=6, waves=3), 1)
    whole = read_arrays(tmp_path / "w")
    assert not without_leases(whole).lease_days.any() and whole.lease_days.any()
    assert not len(without_activity(whole).acts)
    bare = without_facts(whole).accounts
    assert (bare.created_at == UNKNOWN).all() and not bare.verified.any() and (bare.org == -1).all()
    plain = without_derived(whole)
    assert not plain.derived[plain.kind].any()
    kept = ~whole.derived[whole.kind[whole.uses.identifier]]
    assert (plain.refs[plain.uses.identifier] == whole.refs[whole.uses.identifier[kept]]).all()
    assert np.array_equal(plain.uses.account, whole.uses.account[kept])


@pytest.mark.parametrize("name", PARTS)
def test_every_part_can_be_left_out(name: str, tmp_path: Path) -> None:
    """What is found without it is an answer about the same accounts."""
    write_bought(tmp_path / "w", Bought(per_device=6, waves=3), 1)
    whole = read_arrays(tmp_path / "w")
    found = PARTS[name].found(whole)
    assert len(found.clusters.of_account) == len(found.concerned) == len(whole.accounts)


def test_acts_at_other_times_are_the_same_acts() -> None:
    """Who acts with which fingerprint is kept; nothing is done at the time at which it was done."""
    graph = entities([], acts=[(a, "tool", START + 60_000 * n) for n in range(0, 9000, 90) for a in ("one", "two")])
    moved = without_timing(graph).acts
    assert np.array_equal(moved.account, graph.acts.account)
    assert np.array_equal(moved.fingerprint, graph.acts.fingerprint)
    together = [np.intersect1d(acts.at[acts.account == 0], acts.at[acts.account == 1]) for acts in (graph.acts, moved)]
    assert [len(at) for at in together] == [100, 0]
