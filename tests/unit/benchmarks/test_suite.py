"""The worlds of an evaluation are what their descriptions say, and the same every time."""

from __future__ import annotations

import argparse
from pathlib import Path

import polars as pl
import pytest

from benchmarks.evaluate import _command, report
from benchmarks.measure import measure
from benchmarks.signups import write_signups
from benchmarks.suite import FIRST_SEED, Job, quick, standard
from benchmarks.wallets import UNTIMED, without_listed, write_wallets
from benchmarks.worlds import read_arrays
from linkage.simulate.world import truth_path

TABLES = ("accounts", "observations", "activity")


def test_the_small_platform_has_the_rings_and_innocents_it_says(tmp_path: Path) -> None:
    """1,100: 60 lazy, 40 mid on 12 machines, 50 careful with nothing in common, 25 clients, 120 on a line."""
    out = tmp_path / "w"
    write_signups(out, 5)
    truth = pl.read_csv(truth_path(out), infer_schema=False)
    assert len(truth) == 1100
    assert dict(truth.drop_nulls("ring_kind")["ring_kind"].value_counts().iter_rows()) == {
        "lazy": 60,
        "mid": 40,
        "careful": 50,
    }
    assert dict(truth.drop_nulls("honest_group")["honest_group"].value_counts().iter_rows()) == {
        "agency": 25,
        "nat": 120,
    }
    seen = pl.read_parquet(out / "observations.parquet").join(truth, on="account_id")
    users = seen.group_by("ring_kind", "kind", "value").agg(n=pl.col("account_id").n_unique())
    assert users.filter(pl.col("ring_kind") == "careful")["n"].max() == 1
    machines = users.filter((pl.col("ring_kind") == "mid") & (pl.col("kind") == "device"))
    assert len(machines) <= 12 and machines["n"].max() > 1  # type: ignore[operator]
    entities = read_arrays(out)
    assert (~entities.derived[entities.kind[entities.uses.identifier]]).sum() == 5500


def test_a_ledger_has_hubs_rings_and_hardly_a_time(tmp_path: Path) -> None:
    """Rings have 5 to 200 accounts; some wallets have hundreds of users; four fifths of the rows say no time."""
    out = tmp_path / "w"
    write_wallets(out, 3000, 5)
    truth = pl.read_csv(truth_path(out), infer_schema=False)
    sizes = truth.drop_nulls("ring_id").group_by("ring_id").len()["len"]
    assert len(truth) >= 3000 and 5 <= sizes.min() <= sizes.max() <= 200  # type: ignore[operator]
    seen = pl.read_parquet(out / "observations.parquet")
    assert seen.group_by("value").agg(n=pl.col("account_id").n_unique())["n"].max() > 300  # type: ignore[operator]
    untimed = pl.lit(int(UNTIMED * 1000)).cast(pl.Datetime("ms", "UTC"))
    assert 0.7 < seen.select((pl.col("seen_at") == untimed).mean()).item() < 0.9
    entities = read_arrays(out)
    listed = without_listed(out)(entities)
    assert 0 < listed.flagged.sum() < len(entities.accounts) / 2


@pytest.mark.parametrize("write", [write_signups, lambda out, seed: write_wallets(out, 1000, seed)])
def test_the_same_seed_gives_the_same_world(tmp_path: Path, write: object) -> None:
    """Twice the same seed gives equal tables, another seed other ones."""
    assert callable(write)
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write(tmp_path / name, seed)
    a, b, c = (pl.read_parquet(tmp_path / name / "observations.parquet") for name in "abc")
    assert a.equals(b) and not a.equals(c)


def test_every_job_is_there_once_and_none_is_for_development() -> None:
    """Worlds differ; their seeds begin where no other use of worlds does."""
    for jobs in (standard(FIRST_SEED, 5, large=True), quick(FIRST_SEED, 2)):
        assert len(set(jobs)) == len(jobs)
        assert min(job.seed for job in jobs) >= FIRST_SEED
        assert {job.family for job in jobs} == {"simulated", "sign-ups", "wallets"}


def test_a_report_has_a_table_for_each_family() -> None:
    """What was measured is in the report, by ring and by innocent group; families that were left out are not."""
    text = report([measure(Job("sign-ups", 1100, 0.5, 7), baselines=False)])
    assert "| linkage |" in text and "careful" in text and "agency" in text
    assert "ledger" not in text


def test_the_page_says_what_to_type() -> None:
    """Only what differs from the standard set is named, and never a path."""
    plain = argparse.Namespace(family=None, quick=False, large=False, ours_only=False, seeds=0, first_seed=FIRST_SEED)
    assert _command(plain) == "make eval"
    chosen = argparse.Namespace(**(vars(plain) | {"large": True, "seeds": 3, "family": ["wallets"]}))
    assert _command(chosen) == 'make eval ARGS="--family wallets --large --seeds 3"'
