"""A written world is whole, exact, the same every time, and never written over somebody's data."""

from __future__ import annotations

import hashlib
import resource
import signal
from pathlib import Path
from typing import Any, get_args

import polars as pl
import pytest

from linkage.errors import UsageError
from linkage.ingest.normalise import normalise
from linkage.model.kind import Kinds
from linkage.simulate.world import Format, truth_path, write_world

TABLES = ("accounts", "observations", "activity")
COLUMNS = {
    "accounts": ["account_id", "created_at", "status", "plan", "verified", "org"],
    "observations": ["account_id", "kind", "value", "seen_at", "count"],
    "activity": ["account_id", "at", "fingerprint", "count"],
}
TIMES = {"accounts": "created_at", "observations": "seen_at", "activity": "at"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A world of 3,000 accounts."""
    out = tmp_path_factory.mktemp("world") / "w"
    write_world(out, 3000, 7)
    return out


def tables(out: Path) -> dict[str, pl.DataFrame]:
    """The three tables of a Parquet world."""
    return {name: pl.read_parquet(out / f"{name}.parquet") for name in TABLES}


def digests(out: Path) -> list[str]:
    """The digest of every file of a world, truth included."""
    return [hashlib.sha256(p.read_bytes()).hexdigest() for p in [*sorted(out.iterdir()), truth_path(out)]]


def test_the_tables_have_the_contracted_columns_and_times(world: Path) -> None:
    """Columns and their order are the input contract's; times are UTC timestamps."""
    for name, frame in tables(world).items():
        assert frame.columns == COLUMNS[name]
        assert frame[TIMES[name]].dtype == pl.Datetime("ms", "UTC")
        assert not frame.drop("org", strict=False).null_count().sum_horizontal().item()


@pytest.mark.parametrize("accounts", [100, 101, 1234])
def test_the_number_of_accounts_is_exact(tmp_path: Path, accounts: int) -> None:
    """As many accounts as asked for are in the accounts, in the truth, and each is observed at least once."""
    summary = write_world(tmp_path / "w", accounts, 1)
    written = tables(tmp_path / "w")
    truth = pl.read_csv(summary.truth, infer_schema=False)
    ids = set(written["accounts"]["account_id"])
    assert len(ids) == len(written["accounts"]) == len(truth) == accounts
    assert set(truth["account_id"]) == ids == set(written["observations"]["account_id"])
    assert set(written["activity"]["account_id"]) <= ids


def test_the_summary_says_what_was_written(world: Path, tmp_path: Path) -> None:
    """Counts of rows, rings and crowds in the summary are those of the files."""
    summary = write_world(tmp_path / "w", 3000, 7)
    written = tables(tmp_path / "w")
    truth = pl.read_csv(summary.truth, infer_schema=False)
    assert (summary.observations, summary.activity) == (len(written["observations"]), len(written["activity"]))
    kinds = dict(truth.drop_nulls("ring_id").group_by("ring_kind").agg(pl.col("ring_id").n_unique()).iter_rows())
    assert {kind: n for kind, n in summary.rings.items() if n} == kinds
    assert sum(summary.members.values()) + sum(summary.honest.values()) == 3000
    assert summary.as_dict()["members"]["hydra"] == truth.filter(pl.col("ring_kind") == "hydra").height


def test_the_truth_is_consistent(world: Path) -> None:
    """A ring has one kind, a campaign one ring, only hydras have campaigns, and nobody is both ring and innocent."""
    truth = pl.read_csv(truth_path(world), infer_schema=False)
    rings = truth.drop_nulls("ring_id")
    assert rings.group_by("ring_id").agg(pl.col("ring_kind").n_unique())["ring_kind"].max() == 1
    campaigns = truth.drop_nulls("campaign_id")
    assert campaigns.group_by("campaign_id").agg(pl.col("ring_id").n_unique())["ring_id"].max() == 1
    assert set(campaigns["ring_kind"]) == {"hydra"} and campaigns["campaign_id"].n_unique() >= 2
    assert rings["honest_group"].null_count() == len(rings)


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    """Twice the same call writes the same bytes; another seed or size does not."""
    for name, accounts, seed in (("a", 800, 3), ("b", 800, 3), ("c", 800, 4), ("d", 801, 3)):
        write_world(tmp_path / name, accounts, seed)
    assert digests(tmp_path / "a") == digests(tmp_path / "b")
    assert not set(digests(tmp_path / "a")) & {*digests(tmp_path / "c"), *digests(tmp_path / "d")}


def test_csv_and_parquet_hold_the_same_world(tmp_path: Path) -> None:
    """The format changes nothing but the spelling; CSV times are RFC 3339 with Z."""
    write_world(tmp_path / "p", 300, 5)
    write_world(tmp_path / "c", 300, 5, format="csv")
    for name, frame in tables(tmp_path / "p").items():
        text = pl.read_csv(tmp_path / "c" / f"{name}.csv", infer_schema=False)
        assert text[TIMES[name]].str.contains(r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$").all()
        same = text.with_columns(
            pl.col(TIMES[name]).str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_zone="UTC", time_unit="ms")
        )
        if name == "accounts":
            same = same.with_columns(pl.col("verified") == "true")
        else:
            same = same.with_columns(pl.col("count").cast(pl.Int32))
        assert same.equals(frame)
    assert truth_path(tmp_path / "p").read_bytes() == truth_path(tmp_path / "c").read_bytes()


def test_times_lie_within_the_window_and_after_creation(world: Path) -> None:
    """Nothing is seen before an account is created, nor outside the 180 days that end at 2026-07-01."""
    written = tables(world)
    born = written["accounts"].select("account_id", "created_at")
    for name in ("observations", "activity"):
        seen = written[name].join(born, on="account_id").rename({TIMES[name]: "t"})
        assert (seen["t"] >= seen["created_at"]).all()
        assert seen["t"].min() >= pl.Series(["2026-01-02T00:00:00Z"]).str.to_datetime(time_zone="UTC")[0]
        assert seen["t"].max() <= pl.Series(["2026-07-01T00:01:00Z"]).str.to_datetime(time_zone="UTC")[0]
        assert seen["t"].is_sorted()


def test_ids_and_order_say_nothing_about_the_truth(world: Path) -> None:
    """Members of rings sit on average in the middle of the table, and so do the members of each half of them."""
    truth = pl.read_csv(truth_path(world), infer_schema=False).with_row_index()
    place = truth.drop_nulls("ring_id")["index"].cast(pl.Float64)
    assert abs(place.mean() / len(truth) - 0.5) < 0.1  # type: ignore[operator]
    assert truth["account_id"].str.contains(r"^acc_[0-9a-f]{16}$").all()


def test_every_value_is_accepted_by_ingest(world: Path) -> None:
    """No identifier of a world is malformed: the normaliser of its kind takes each one."""
    kinds = Kinds()
    seen = tables(world)["observations"]
    assert set(seen["kind"].unique()) == {"device", "ip", "payment", "email", "phone"}
    for kind in seen["kind"].unique():
        values = seen.filter(pl.col("kind") == kind)["value"].unique()
        stored, reasons = normalise(kinds[kind], values)
        assert reasons.drop_nulls().to_list() == []
        assert stored.n_unique() == len(values)


def test_a_hydra_has_exactly_the_size_asked_for(tmp_path: Path) -> None:
    """With a size given there is one hydra, of exactly that size."""
    summary = write_world(tmp_path / "w", 1000, 2, hydra=240)
    assert (summary.rings["hydra"], summary.members["hydra"]) == (1, 240)


def test_short_windows_work(tmp_path: Path) -> None:
    """Seven days are enough for a world with every crowd."""
    assert write_world(tmp_path / "w", 1500, 2, days=7).accounts == 1500


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"accounts": 99}, "too few"),
        ({"accounts": 0}, "too few"),
        ({"seed": -1}, "negative"),
        ({"days": 6}, "too short"),
        ({"format": "xlsx"}, "xlsx"),
        ({"difficulty": 1.5}, "difficulty"),
        ({"difficulty": float("nan")}, "difficulty"),
        ({"hydra": 14}, "does not fit"),
        ({"hydra": 401}, "does not fit"),
    ],
)
def test_arguments_out_of_range_are_refused(tmp_path: Path, given: dict[str, Any], reason: str) -> None:
    """Each is refused with what to do, and nothing is written."""
    with pytest.raises(UsageError, match=reason) as refusal:
        write_world(tmp_path / "w", **({"accounts": 500, "seed": 1} | given))
    assert refusal.value.hint
    assert not list(tmp_path.iterdir())


def test_a_world_is_replaced(tmp_path: Path) -> None:
    """Writing again to the same place leaves only the new world, whatever its format."""
    write_world(tmp_path / "w", 100, 1)
    write_world(tmp_path / "w", 150, 2, format="csv")
    assert sorted(p.name for p in (tmp_path / "w").iterdir()) == ["accounts.csv", "activity.csv", "observations.csv"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["w", "w.truth.csv"]


def test_a_users_own_input_folder_is_never_replaced(tmp_path: Path) -> None:
    """A folder with input tables and no truth beside it is somebody's data."""
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / "accounts.csv").write_text("account_id,created_at\na,2026-01-01T00:00:00Z\n")
    with pytest.raises(UsageError, match="not a simulated world"):
        write_world(tmp_path / "w", 100, 1)
    assert (tmp_path / "w" / "accounts.csv").read_text().startswith("account_id")


@pytest.mark.parametrize("foreign", ["w/notes.txt", "w/accounts.jsonl", "w.truth.csv"])
def test_foreign_files_are_never_touched(tmp_path: Path, foreign: str) -> None:
    """Any file that this command would not have written stops it."""
    write_world(tmp_path / "w", 100, 1)
    (tmp_path / foreign).write_text("mine\n")
    before = digests(tmp_path / "w")
    with pytest.raises(UsageError, match="not a simulated world"):
        write_world(tmp_path / "w", 100, 2)
    assert digests(tmp_path / "w") == before


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    """A file cannot become a folder, nor can there be a folder below one."""
    (tmp_path / "w").write_text("")
    with pytest.raises(UsageError, match="is a file"):
        write_world(tmp_path / "w", 100, 1)
    with pytest.raises(UsageError, match="cannot be written"):
        write_world(tmp_path / "w" / "deeper", 100, 1)


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    """A new empty folder is a fine place."""
    (tmp_path / "w").mkdir()
    assert write_world(tmp_path / "w", 100, 1).accounts == 100


def test_no_row_is_there_twice(world: Path) -> None:
    """A world loads without duplicates: no two observations or actions agree in all but their count."""
    for name in ("observations", "activity"):
        frame = tables(world)[name]
        assert frame.drop("count").is_unique().all()


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    """Where a file may not grow, the refusal says why, and neither a world nor a part of one remains."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, before[1]))
    try:
        for form in get_args(Format):
            with pytest.raises(UsageError, match="File too large"):
                write_world(tmp_path / "w", 300, 1, format=form)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert not list(tmp_path.iterdir())


def test_varied_worlds_differ_in_what_is_logged_and_load_all_the_same(tmp_path: Path) -> None:
    """Kinds, facts and clocks differ between seeds; values stay well-formed, and who is who stays known."""
    kinds, columns = set(), set()
    known = Kinds()
    for seed in range(12):
        summary = write_world(tmp_path / str(seed), 300, seed, varied=True)
        written = tables(tmp_path / str(seed))
        seen = written["observations"]
        kinds.add(frozenset(seen["kind"].unique()))
        columns.add(tuple(written["accounts"].columns))
        assert len(written["accounts"]) == 300 and sum(summary.members.values()) >= 15
        assert seen["kind"].n_unique() >= 2
        for kind in seen["kind"].unique():
            stored, reasons = normalise(known[kind], seen.filter(pl.col("kind") == kind)["value"].unique())
            assert not stored.has_nulls() and reasons.null_count() == len(reasons)
    assert len(kinds) > 5 and len(columns) > 1
    assert {"cookie", "address", "api_client"} <= frozenset().union(*kinds)


def test_a_varied_world_is_the_same_twice(tmp_path: Path) -> None:
    """The same arguments give the same bytes, varied or not; varied is another world."""
    for name, varied in (("a", True), ("b", True), ("c", False)):
        write_world(tmp_path / name, 300, 4, varied=varied)
    assert digests(tmp_path / "a") == digests(tmp_path / "b") != digests(tmp_path / "c")
