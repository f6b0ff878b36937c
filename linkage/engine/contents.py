"""What a store holds, with numbers for names: small enough to keep, and quick to bring up to date."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.engine.tables import Tables

IDENTIFIER = {"labels": pl.String, "refs": pl.String}
USED = {"account": pl.UInt32, "identifier": pl.UInt32, "first": pl.Int64, "latest": pl.Int64, "counts": pl.Int64}
ACTED = {"account": pl.UInt32, "fingerprint": pl.UInt32, "at": pl.Int64, "counts": pl.Int64}
IMPLIED = {"identifier": pl.UInt32, "derived": pl.UInt32}


@dataclass(frozen=True, slots=True)
class Contents:
    """Accounts, identifiers, uses and activity as the store holds them; equal contents give equal frames.

    Parameters
    ----------
    accounts
        ``ACCOUNT``, in byte order of ids; an account's number is its row.
    identifiers
        ``IDENTIFIER``, in order of (label, reference), the derived ones included; likewise.
    fingerprints
        ``fingerprints``, in byte order; likewise.
    uses
        ``USED``, ordered by (account, identifier). The uses of derived identifiers are not among them.
    acts
        ``ACTED``, ordered by (account, fingerprint, at).
    derived
        ``IMPLIED``, ordered: which identifier implies which derived one.
    """

    accounts: pl.DataFrame
    identifiers: pl.DataFrame
    fingerprints: pl.DataFrame
    uses: pl.DataFrame
    acts: pl.DataFrame
    derived: pl.DataFrame


def contents_of(tables: Tables) -> Contents:
    """Return what these tables say.

    Notes
    -----
    O(n log n) time in rows, about 80 bytes of memory a row.
    """
    accounts = tables.accounts.sort("ids")
    identifiers = _identifiers(tables).unique().sort("labels", "refs")
    fingerprints = tables.acts.select(pl.col("fingerprints").unique().sort())
    return Contents(
        accounts,
        identifiers,
        fingerprints,
        _uses(tables, accounts, identifiers),
        _acts(tables, accounts, fingerprints),
        _derived(tables, identifiers),
    )


def renewed(contents: Contents, changed: Tables) -> Contents:
    """Return the contents with what the tables say of their accounts in place of what was known of them.

    Parameters
    ----------
    contents
        What was read before.
    changed
        All that the store now holds of the accounts in it, and which derived identifiers theirs imply.

    Returns
    -------
    The same as reading everything anew, where nothing but these accounts has changed.

    Notes
    -----
    O(n) time in what was known, O(m log m) in what changed.
    """
    told = changed.accounts.sort("ids")
    accounts, account = _merged(contents.accounts, told, ["ids"])
    identifiers, identifier = _merged(contents.identifiers, _identifiers(changed).unique(), ["labels", "refs"])
    acted = changed.acts.select("fingerprints").unique()
    fingerprints, fingerprint = _merged(contents.fingerprints, acted, ["fingerprints"])
    stays = pl.Series(~np.isin(np.arange(len(contents.accounts)), account.again))
    uses = contents.uses.filter(stays[contents.uses["account"]])
    uses = uses.with_columns(account=account.of(uses["account"]), identifier=identifier.of(uses["identifier"]))
    acts = contents.acts.filter(stays[contents.acts["account"]])
    acts = acts.with_columns(account=account.of(acts["account"]), fingerprint=fingerprint.of(acts["fingerprint"]))
    derived = contents.derived.select(
        identifier=identifier.of(contents.derived["identifier"]), derived=identifier.of(contents.derived["derived"])
    )
    return Contents(
        accounts,
        identifiers,
        fingerprints,
        uses.merge_sorted(_uses(changed, accounts, identifiers), "account"),  # no account is on both sides
        acts.merge_sorted(_acts(changed, accounts, fingerprints), "account"),
        pl.concat([derived, _derived(changed, identifiers)]).unique().sort("identifier", "derived"),
    )


@dataclass(frozen=True, slots=True)
class _Moved:
    """The numbers that rows have after others were put between them.

    Parameters
    ----------
    number
        uint32, shape (n_before,): the new number of each.
    again
        Rows there were whose names came again.
    """

    number: NDArray[np.uint32]
    again: NDArray[np.uint32]

    def of(self, numbers: pl.Series) -> pl.Series:
        """Return the new numbers of these."""
        return pl.Series(self.number[numbers.to_numpy()])


def _merged(before: pl.DataFrame, rows: pl.DataFrame, names: list[str]) -> tuple[pl.DataFrame, _Moved]:
    """Return sorted rows with others among them, each name once, the later row in place of an earlier one.

    O(n) time in what there was, without comparing its names to one another.
    """
    known = before.select(names).with_row_index("row").join(rows.select(names), on=names).sort("row")
    new = rows.join(known, on=names, how="anti").sort(names)
    place = _places(before, new, names)
    number = np.arange(len(before)) + np.searchsorted(place, np.arange(len(before)), side="right")
    order = np.empty(len(before) + len(new), np.uint32)
    order[number] = np.arange(len(before))
    order[place + np.arange(len(new))] = len(before) + np.arange(len(new))
    again = known["row"].to_numpy()
    kept = before
    if len(again) and len(before.columns) > len(names):
        row = np.arange(len(before), dtype=np.uint32)
        row[again] = len(before) + np.arange(len(again))
        kept = pl.concat([before, known.select(names).join(rows, on=names, maintain_order="left")])[row]
    return pl.concat([kept, new])[order], _Moved(number.astype(np.uint32), again)


def _places(before: pl.DataFrame, new: pl.DataFrame, names: list[str]) -> NDArray[np.int64]:
    """Return before which row each new one belongs, both in order of their names; all but the last name repeat much."""
    if len(names) == 1:
        return before[names[0]].search_sorted(new[names[0]]).to_numpy().astype(np.int64)
    places = []
    for group in new[names[0]].unique().sort():
        first = int(before[names[0]].search_sorted(group, "left"))
        last = int(before[names[0]].search_sorted(group, "right"))
        some = new.filter(pl.col(names[0]) == group)
        places.append(first + _places(before[first:last], some, names[1:]))
    return np.concatenate(places) if places else np.zeros(0, np.int64)


def _identifiers(tables: Tables) -> pl.DataFrame:
    """Return every identifier that the tables name, with repeats."""
    return pl.concat([
        tables.uses.select("labels", "refs"),
        tables.derived.select("labels", "refs"),
        tables.derived.select(labels="derived_labels", refs="derived"),
    ])  # fmt: skip


def _uses(tables: Tables, accounts: pl.DataFrame, identifiers: pl.DataFrame) -> pl.DataFrame:
    numbered = tables.uses.join(_numbers(accounts, "account", accounts="ids"), on="accounts").join(
        _numbers(identifiers, "identifier", labels="labels", refs="refs"), on=["labels", "refs"]
    )
    return numbered.select(*USED).sort("account", "identifier")


def _acts(tables: Tables, accounts: pl.DataFrame, fingerprints: pl.DataFrame) -> pl.DataFrame:
    numbered = tables.acts.join(_numbers(accounts, "account", accounts="ids"), on="accounts").join(
        _numbers(fingerprints, "fingerprint", fingerprints="fingerprints"), on="fingerprints"
    )
    return numbered.select(*ACTED).sort("account", "fingerprint", "at")


def _derived(tables: Tables, identifiers: pl.DataFrame) -> pl.DataFrame:
    numbered = tables.derived.join(
        _numbers(identifiers, "identifier", labels="labels", refs="refs"), on=["labels", "refs"]
    ).join(_numbers(identifiers, "implied", derived_labels="labels", derived="refs"), on=["derived_labels", "derived"])
    return numbered.select("identifier", derived="implied").unique().sort("identifier", "derived")


def _numbers(names: pl.DataFrame, number: str, **columns: str) -> pl.DataFrame:
    """Return these columns of names with their row as ``number``."""
    return names.select(**columns).with_row_index(number)
