"""The two tables to compare, checked and turned into arrays with one row per account."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from linkage.errors import InputError
from linkage.evaluate.rows import Mask, Rows, read

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

LEVELS = ("operator", "campaign")
VERDICTS = ("flagged", "watch", "clear")
MEMBER_COLUMNS = ("account_id", "cluster_id", "level", "score", "verdict")
TRUTH_COLUMNS = ("account_id", "ring_id", "ring_kind", "campaign_id", "honest_group")


@dataclass(frozen=True, slots=True)
class Truth:
    """Who is who, per account; all arrays have shape (n_accounts,).

    Parameters
    ----------
    ids
        Account ids.
    ring, campaign, crowd
        Number of the true ring, campaign and innocent crowd, -1 for none.
    ring_kinds, crowds
        Kind of each ring, and name of each crowd, by number.
    """

    ids: list[str]
    ring: Ints
    campaign: Ints
    crowd: Ints
    ring_kinds: list[str]
    crowds: list[str]

    def ordered(self, ids: list[str]) -> Truth:
        """Return the truth about these accounts, in their order.

        Raises
        ------
        InputError
            An account is not in the truth.
        """
        place = {account: n for n, account in enumerate(self.ids)}
        try:
            order = np.array([place[account] for account in ids], dtype=np.int64)
        except KeyError:
            raise InputError("an account is not in the truth", "give the truth of the same world") from None
        arrays = (self.ring[order], self.campaign[order], self.crowd[order])
        return Truth(ids, *arrays, self.ring_kinds, self.crowds)


@dataclass(frozen=True, slots=True)
class Said:
    """What was said at one level, per account; all arrays have shape (n_accounts,).

    Parameters
    ----------
    cluster
        Cluster number, -1 for none.
    score
        0 to 1, NaN for none.
    flagged
        Whether the verdict is ``flagged``.
    """

    cluster: Ints
    score: Floats
    flagged: Mask


@dataclass(frozen=True, slots=True)
class Case:
    """What is true and what was said, per account of the truth; all arrays have shape (n_accounts,).

    Parameters
    ----------
    ring, campaign, crowd
        Number of the true ring, campaign and innocent crowd, -1 for none.
    ring_kinds, crowds
        Kind of each ring, and name of each crowd, by number.
    cluster, score, flagged
        What was said at the judged level: cluster number or -1, score or NaN, verdict flagged or not.
    campaign_cluster
        Cluster number at campaign level, -1 for none.
    """

    level: str
    ring: Ints
    campaign: Ints
    crowd: Ints
    ring_kinds: list[str]
    crowds: list[str]
    cluster: Ints
    score: Floats
    flagged: Mask
    campaign_cluster: Ints


def case(members: Path, truth: Path, level: str) -> Case:
    """Return both tables as arrays.

    Raises
    ------
    InputError
        A table cannot be read, contradicts itself, or says something about accounts the other does not know.
    """
    known = truth_of(truth)
    said = _members(read(members, MEMBER_COLUMNS), known)
    judged, campaigns = (_placed(said, len(known.ids), name) for name in (level, "campaign"))
    return compared(known, judged, campaigns.cluster, level)


def compared(known: Truth, said: Said, campaign_cluster: Ints, level: str) -> Case:
    """Return what was said of the accounts of a truth, in its order, as a case.

    Parameters
    ----------
    campaign_cluster
        Cluster number at campaign level, -1 for none.
    level
        What ``said`` speaks of.
    """
    return Case(
        level=level,
        ring=known.ring,
        campaign=known.campaign,
        crowd=known.crowd,
        ring_kinds=known.ring_kinds,
        crowds=known.crowds,
        cluster=said.cluster,
        score=said.score,
        flagged=said.flagged,
        campaign_cluster=campaign_cluster,
    )


def truth_of(path: Path) -> Truth:
    """Return the truth that a CSV tells.

    Raises
    ------
    InputError
        It cannot be read, or contradicts itself.
    """
    known = _truth(read(path, TRUTH_COLUMNS))
    return Truth(
        ids=known["account_id"].to_list(),
        ring=_numbered(known["ring_id"]),
        campaign=_numbered(known["campaign_id"]),
        crowd=_numbered(known["honest_group"]),
        ring_kinds=_names(known, "ring_id", "ring_kind"),
        crowds=_names(known, "honest_group", "honest_group"),
    )


def _truth(rows: Rows) -> pl.DataFrame:
    frame = rows.frame
    if not len(frame):
        raise InputError(f"{rows.path} has a header and no account", "give the truth of the same world")
    rows.refuse_blank("account_id")
    rows.refuse_where(_repeated(frame, "account_id"), "this account was there before")
    in_ring = _given(frame, "ring_id")
    rows.refuse_where(in_ring & ~_given(frame, "ring_kind"), "ring_id without ring_kind")
    rows.refuse_where(_given(frame, "ring_kind") & ~in_ring, "ring_kind without ring_id")
    rows.refuse_where(_given(frame, "campaign_id") & ~in_ring, "campaign_id without ring_id")
    rows.refuse_where(_given(frame, "honest_group") & in_ring, "both ring_id and honest_group")
    rows.refuse_where(_differs(frame, "ring_kind", "ring_id") & in_ring, "this ring was of another kind before")
    strayed = _differs(frame, "ring_id", "campaign_id") & _given(frame, "campaign_id")
    rows.refuse_where(strayed, "this campaign was in another ring before")
    return frame


def _members(rows: Rows, known: Truth) -> pl.DataFrame:
    frame = rows.frame
    rows.refuse_blank("account_id")
    rows.refuse_blank("cluster_id")
    rows.refuse_where(~_among(frame, "level", LEVELS), f"level is not one of {', '.join(LEVELS)}")
    rows.refuse_where(~_among(frame, "verdict", VERDICTS), f"verdict is not one of {', '.join(VERDICTS)}")
    score = frame["score"].cast(pl.Float64, strict=False)
    rows.refuse_where(score.is_null().to_numpy(), "score is not a number")
    number = score.to_numpy()
    rows.refuse_where(~((number >= 0) & (number <= 1)), "score is outside 0 to 1")
    rows.refuse_where(_repeated(frame, "level", "account_id"), "this account is in a cluster of this level already")
    places = pl.DataFrame({"account_id": known.ids}, schema={"account_id": pl.String}).with_row_index("place")
    place = frame.join(places, on="account_id", how="left", maintain_order="left")
    rows.refuse_where(
        place["place"].is_null().to_numpy(), "this account is not in the truth", "give the truth of the same world"
    )
    return place.with_columns(score=score)


def _placed(said: pl.DataFrame, accounts: int, level: str) -> Said:
    of_level = said.filter(pl.col("level") == level)
    place = of_level["place"].to_numpy()
    cluster, score = np.full(accounts, -1, dtype=np.int64), np.full(accounts, np.nan)
    flagged = np.zeros(accounts, dtype=np.bool_)
    cluster[place] = _numbered(of_level["cluster_id"])
    score[place] = of_level["score"].to_numpy()
    flagged[place] = (of_level["verdict"] == "flagged").to_numpy()
    return Said(cluster, score, flagged)


def _numbered(names: pl.Series) -> Ints:
    """Return 0, 1, … for the distinct names in their sorted order, -1 for an empty one."""
    filled = pl.DataFrame({"n": names}).select(pl.when(pl.col("n") != "").then("n"))["n"]
    return filled.rank("dense").cast(pl.Int64).fill_null(0).to_numpy() - 1


def _names(frame: pl.DataFrame, number: str, name: str) -> list[str]:
    """Return the name that belongs to each number of ``_numbered``."""
    return frame.filter(pl.col(number) != "").unique(number).sort(number)[name].to_list()


def _given(frame: pl.DataFrame, column: str) -> Mask:
    return (frame[column] != "").to_numpy()


def _among(frame: pl.DataFrame, column: str, allowed: tuple[str, ...]) -> Mask:
    return frame[column].is_in(allowed).to_numpy()


def _repeated(frame: pl.DataFrame, *columns: str) -> Mask:
    return (~frame.select(pl.struct(columns).is_first_distinct().alias("first"))["first"]).to_numpy()


def _differs(frame: pl.DataFrame, column: str, key: str) -> Mask:
    """Return the rows whose column is not what the first row with their key says."""
    return frame.select((pl.col(column) != pl.col(column).first().over(key)).alias("wrong"))["wrong"].to_numpy()
