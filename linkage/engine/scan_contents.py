"""Read all that a store holds by scanning it, where it can be scanned: numbers for names from the start."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.engine.contents import ACTED, IMPLIED, USED, Contents
from linkage.engine.ordered import looked_up
from linkage.engine.tables import ACCOUNT
from linkage.model.kind import Kinds
from linkage.store.base import Property, Scan

_ACCOUNT: dict[str, Property] = {
    "id": "text",
    "created_at": "time",
    "status": "text",
    "verified": "text",
    "plan": "text",
    "org": "text",
}


def scan_contents(scan: Scan, kinds: Kinds) -> Contents:
    """Return what the store holds; the same as ``contents_of`` the tables that queries give.

    Notes
    -----
    O(n log n) time; memory of the contents, of where each node lies (8 bytes), and of one type of ties.
    """
    accounts = scan_accounts(scan)
    identifiers = pl.concat([
        scan.nodes(kind.label, {"ref": "text"}).select("place", labels=pl.lit(kind.label), refs="ref")
        for kind in kinds.values()
    ])  # fmt: skip
    identifiers = identifiers.sort("labels", "refs")
    account, identifier = _Numbers(accounts["place"]), _Numbers(identifiers["place"])
    uses = _uses(scan, account, identifier)
    derived = _derived(scan, identifier)
    fingerprints, acts = _acts(scan, account)
    named = np.zeros(len(identifiers), np.bool_)
    for column in (uses["identifier"], derived["identifier"], derived["derived"]):
        named[column.to_numpy()] = True
    number = pl.Series(np.cumsum(named) - 1, dtype=pl.UInt32)
    return Contents(
        accounts.select(*ACCOUNT),
        identifiers.filter(pl.Series(named)).select("labels", "refs"),
        fingerprints,
        uses.with_columns(number[uses["identifier"]].alias("identifier")),
        acts,
        derived.select(identifier=number[derived["identifier"]], derived=number[derived["derived"]]),
    )


def scan_accounts(scan: Scan) -> pl.DataFrame:
    """Return the accounts (``ACCOUNT``) in byte order of ids, and the ``place`` of each."""
    return scan.nodes("Account", _ACCOUNT).rename({"id": "ids", "created_at": "created"}).sort("ids")


class _Numbers:
    """The number of the node that lies at a place."""

    def __init__(self, places: pl.Series) -> None:
        found = places.to_numpy()
        self._order = np.argsort(found, kind="stable").astype(np.uint32)
        self._places = found[self._order]

    def of(self, places: pl.Series) -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
        """Return the number of each, and whether there is such a node."""
        at, there = looked_up(self._places, places.to_numpy())
        number = np.zeros(len(there), np.uint32)
        number[there] = self._order[at[there]]
        return number, there


def _uses(scan: Scan, account: _Numbers, identifier: _Numbers) -> pl.DataFrame:
    ties = scan.ties("USED", {"first_seen": "time", "last_seen": "time", "count": "number"})
    (who, known), (what, there) = account.of(ties["start"]), identifier.of(ties["end"])
    uses = ties.select(
        account=pl.Series(who), identifier=pl.Series(what), first="first_seen", latest="last_seen", counts="count"
    )
    return uses.filter(pl.Series(known & there)).select(*USED).sort("account", "identifier")


def _derived(scan: Scan, identifier: _Numbers) -> pl.DataFrame:
    ties = scan.ties("DERIVES", {})
    (what, known), (implied, there) = identifier.of(ties["start"]), identifier.of(ties["end"])
    derived = pl.DataFrame({"identifier": what, "derived": implied}, schema=IMPLIED)
    return derived.filter(pl.Series(known & there)).unique().sort("identifier", "derived")


def _acts(scan: Scan, account: _Numbers) -> tuple[pl.DataFrame, pl.DataFrame]:
    moments = scan.nodes("Moment", {"fingerprint": "text", "at": "time"})
    ties = scan.ties("ACTED", {"count": "number"})
    (who, known), (when, there) = account.of(ties["start"]), _Numbers(moments["place"]).of(ties["end"])
    ties, who, when = ties.filter(pl.Series(known & there)), who[known & there], when[known & there]
    acted = np.zeros(len(moments), np.bool_)
    acted[when] = True
    fingerprints = moments.filter(pl.Series(acted)).select(pl.col("fingerprint").unique().sort())
    code = moments.select("fingerprint").join(
        fingerprints.with_row_index("code"), on="fingerprint", how="left", maintain_order="left"
    )["code"]
    acts = ties.select(account=pl.Series(who), fingerprint=code[when], at=moments["at"][when], counts="count")
    return fingerprints.rename({"fingerprint": "fingerprints"}), acts.select(*ACTED).sort(
        "account", "fingerprint", "at"
    )
