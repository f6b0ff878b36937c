"""Write a world with known truth: rings of six kinds, and the innocent crowds that look like them."""

from __future__ import annotations

import errno
import io
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import polars as pl

from linkage.errors import StoreFull, UsageError
from linkage.simulate import neighbours, public, rings, tables, workplaces
from linkage.simulate import platform as platforms
from linkage.simulate.draft import CROWDS, RING_KINDS, Draft
from linkage.simulate.hydra import hydra as hydra_ring
from linkage.simulate.people import enter
from linkage.simulate.plan import Plan, drawn

Format = Literal["parquet", "csv"]
TABLES = ("accounts", "observations", "activity")
TRUTH_COLUMNS = ("account_id", "ring_id", "ring_kind", "campaign_id", "honest_group")
LEAST = 100
SLICE = 100_000
"""Rows turned into CSV text at a time."""

CROWD_MAKERS = {
    "": public.plain,
    "household": neighbours.household,
    "cgnat": neighbours.cgnat,
    "ip_lease": neighbours.ip_lease,
    "second_hand": neighbours.second_hand,
    "office": workplaces.office,
    "corporate_card": workplaces.corporate_card,
    "campus": workplaces.campus,
    "agency": workplaces.agency,
    "dev_team": workplaces.dev_team,
    "vpn": public.vpn,
    "cafe": public.cafe,
    "collision": public.collision,
    "burst": public.burst,
    "template": public.template,
    "cron": public.cron,
}
RING_MAKERS = {
    "hydra": hydra_ring,
    "lazy": rings.lazy,
    "careful": rings.careful,
    "mid": rings.mid,
    "rotating": rings.rotating,
    "camouflage": rings.camouflage,
}


@dataclass(frozen=True, slots=True)
class WorldSummary:
    """What was written, in numbers.

    Parameters
    ----------
    rings
        Rings of each kind.
    members
        Accounts in rings of each kind.
    honest
        Accounts of each innocent crowd; ``none`` are those of no crowd.
    """

    folder: str
    truth: str
    accounts: int
    observations: int
    activity: int
    rings: dict[str, int]
    members: dict[str, int]
    honest: dict[str, int]

    def as_dict(self) -> dict[str, Any]:
        """Return the summary ready for JSON."""
        return asdict(self)


def write_world(
    out: Path,
    accounts: int,
    seed: int,
    *,
    days: int = 180,
    format: Format = "parquet",
    difficulty: float = 0.5,
    hydra: int | None = None,
    varied: bool = False,
) -> WorldSummary:
    """Write an input folder and, beside it, the truth: the same bytes for the same arguments.

    Parameters
    ----------
    out
        Folder to write; the truth goes to the same name with ``.truth.csv`` appended. A world already there is
        replaced, anything else is left alone.
    accounts
        Exact number of accounts, 100 at least.
    seed
        Any integer from 0 on; with it sizes, rates and mixtures vary widely.
    days
        Length of the observed window, 7 at least; it ends at 2026-07-01T00:00:00Z.
    difficulty
        0 (rings share openly) to 1 (rings hide well and innocents share much).
    hydra
        Exact size in accounts of the one hydra network; drawn from the seed where not given.
    varied
        Draw from the seed, too, what the platform logs: other kinds of identifier, fewer facts, a coarser clock, now
        and then no activity; and let crowds be missing.

    Raises
    ------
    UsageError
        An argument is out of range, or ``out`` holds something that is not a world.
    StoreFull
        The disk is full.

    Notes
    -----
    Time and memory grow with the accounts: about 2 s and 0.5 GB for 100,000 accounts with a million observations.
    """
    _check(accounts, seed, days, format, difficulty, hydra)
    _refuse_foreign(out)
    draft = draw(accounts, seed, days, difficulty, hydra, varied=varied)
    return write_draft(out, draft, platforms.varied(draft.rng) if varied else platforms.USUAL, format)


def write_draft(
    out: Path, draft: Draft, platform: platforms.Platform = platforms.USUAL, format: Format = "parquet"
) -> WorldSummary:
    """Write a drawn world as such a platform logs it, in the place of one that was there before."""
    salt = int(draft.rng.integers(1, 1 << 62))
    ids = tables.account_ids(draft, salt)
    frames = {
        "accounts": tables.accounts(draft, ids, platform),
        "observations": tables.observations(draft, ids, salt, platform),
        "activity": tables.activity(draft, ids, salt, platform),
    }
    _write(out, frames, tables.truth(draft, ids, salt), format)
    return _summary(out, draft, frames)


def draw(accounts: int, seed: int, days: int, difficulty: float, hydra: int | None, *, varied: bool = False) -> Draft:
    """Return the drawn world, not yet turned into tables."""
    rng = np.random.Generator(np.random.PCG64(seed))
    plan = drawn(rng, accounts, hydra, missing=0.12 if varied else 0.0)
    draft = Draft(rng, accounts, days, difficulty)
    populate(draft, plan)
    return draft


def populate(draft: Draft, plan: Plan) -> None:
    """Draw the accounts of a plan: the innocent first, for rings hide among them."""
    for name, size in plan.crowds:
        people = draft.take(size)
        enter(draft, people, CROWDS.index(name))
        CROWD_MAKERS[name](draft, people)
    neighbours.guests(draft)
    for kind, size in plan.rings:
        RING_MAKERS[kind](draft, size)


def truth_path(out: Path) -> Path:
    """Return where the truth of a world lies: beside its folder."""
    return out.with_name(out.name + ".truth.csv")


def _check(accounts: int, seed: int, days: int, format: str, difficulty: float, hydra: int | None) -> None:
    if accounts < LEAST:
        raise UsageError(f"{accounts} accounts are too few for a world", f"ask for {LEAST} at least")
    if seed < 0:
        raise UsageError("the seed is negative", "use 0 or more")
    if days < 7:
        raise UsageError(f"{days} days are too short for a world", "ask for 7 at least")
    if format not in ("parquet", "csv"):
        raise UsageError(f"a world cannot be written as {format}", "use parquet or csv")
    if not 0 <= difficulty <= 1:
        raise UsageError("the difficulty is outside 0 to 1", "use 0.5 where unsure")
    if hydra is not None and not 15 <= hydra <= accounts * 0.8:
        raise UsageError(
            f"a hydra of {hydra} does not fit {accounts} accounts", "ask for 15 at least and 80% of them at most"
        )


def _refuse_foreign(out: Path) -> None:
    """Stop before anything is replaced that this function did not write: a user's input folder looks much the same."""
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file", "name a folder that does not exist yet")
    names = {f"{table}.{end}" for table in TABLES for end in ("parquet", "csv")}
    found = {entry.name for entry in out.iterdir()} if out.is_dir() else set()
    written = _first_line(truth_path(out)) in (",".join(TRUTH_COLUMNS), None)
    if not written or (found and (found - names or not truth_path(out).exists())):
        raise UsageError(f"{out} is not empty and not a simulated world", "name a new folder, or empty this one first")


def _first_line(path: Path) -> str | None:
    if not path.exists():
        return None
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.readline(200).rstrip("\r\n")


def _write(out: Path, frames: dict[str, pl.DataFrame], truth: pl.DataFrame, format: Format) -> None:
    """Write everything aside, then move it into place: a world is there whole or not at all."""
    aside = out.with_name(f".{out.name}.partial")
    try:
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        for name, frame in frames.items():
            _save(frame, aside / f"{name}.{format}", format)
        _save(truth, truth_path(aside), "csv")
        if out.exists():
            shutil.rmtree(out)
        truth_path(aside).rename(truth_path(out))
        aside.rename(out)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise StoreFull(f"no space left for {out}", "free some space, or choose another disk") from error
        raise UsageError(f"{out} cannot be written: {error.strerror}", "check the path and its rights") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        with suppress(OSError):
            truth_path(aside).unlink()


def _save(frame: pl.DataFrame, path: Path, format: Format) -> None:
    """Write through Python's own file, whose errors say what happened; the writers of polars hide it."""
    with path.open("wb") as file:
        if format == "parquet":
            buffer = io.BytesIO()
            frame.write_parquet(buffer, compression="zstd", compression_level=1)
            file.write(buffer.getbuffer())
            return
        for start in range(0, len(frame), SLICE):
            rows = frame.slice(start, SLICE)
            file.write(rows.write_csv(include_header=start == 0, datetime_format="%Y-%m-%dT%H:%M:%SZ").encode())


def _summary(out: Path, draft: Draft, frames: dict[str, pl.DataFrame]) -> WorldSummary:
    members = np.bincount(draft.ring_kind, minlength=len(RING_KINDS))
    counts = [len(np.unique(draft.ring[draft.ring_kind == i])) for i in range(len(RING_KINDS))]
    honest = np.bincount(draft.crowd[draft.ring < 0], minlength=len(CROWDS))
    return WorldSummary(
        folder=str(out),
        truth=str(truth_path(out)),
        **{name: len(frame) for name, frame in frames.items()},
        rings={name: counts[i] for i, name in enumerate(RING_KINDS) if name},
        members={name: int(members[i]) for i, name in enumerate(RING_KINDS) if name},
        honest={name or "none": int(honest[i]) for i, name in enumerate(CROWDS)},
    )
