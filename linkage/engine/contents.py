"""What a store holds, with numbers for names: small enough to keep, and quick to bring up to date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.engine.ordered import looked_up
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
    stays = np.ones(len(contents.accounts), np.bool_)
    stays[account.again] = False
    derived = {name: identifier.of(contents.derived[name]) for name in IMPLIED}
    return Contents(
        accounts,
        identifiers,
        fingerprints,
        _renewed(contents.uses, stays, account, {"identifier": identifier}, _uses(changed, accounts, identifiers)),
        _renewed(contents.acts, stays, account, {"fingerprint": fingerprint}, _acts(changed, accounts, fingerprints)),
        _added(pl.DataFrame(derived, schema=IMPLIED), _derived(changed, identifiers)),
    )


def _renewed(
    before: pl.DataFrame, stays: NDArray[np.bool_], account: _Moved, others: Mapping[str, _Moved], new: pl.DataFrame
) -> pl.DataFrame:
    """Return rows of accounts, in their order, with all of some accounts taken out and put in anew.

    Parameters
    ----------
    stays
        bool, shape (n_accounts,): the accounts whose rows stay.
    account, others
        The new numbers in the column ``account``, and in others.
    new
        The rows put in; no account is on both sides.
    """
    kept = before.filter(pl.Series(stays[before["account"].to_numpy()]))
    kept = kept.with_columns(account=account.of(kept["account"]), **{n: by.of(kept[n]) for n, by in others.items()})
    return _put_in(kept, new, np.searchsorted(kept["account"].to_numpy(), new["account"].to_numpy()))


def _added(before: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return ordered pairs of numbers with others among them, each once; both in order."""
    place, there = looked_up(_as_one(before), _as_one(pairs))
    return _put_in(before, pairs.filter(pl.Series(~there)), place[~there])


def _as_one(pairs: pl.DataFrame) -> NDArray[np.uint64]:
    first, second = (pairs[name].to_numpy().astype(np.uint64) for name in IMPLIED)
    return first << np.uint64(32) | second


def _put_in(before: pl.DataFrame, new: pl.DataFrame, place: NDArray[np.int64]) -> pl.DataFrame:
    """Return rows with others put in before the rows of these places."""
    columns = {name: np.insert(before[name].to_numpy(), place, new[name].to_numpy()) for name in before.columns}
    return pl.DataFrame(columns, schema=before.schema)


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
    told = rows.sort(names)
    place = _places(before, told, names)
    there = _there(before, told, names, place)
    known, new, again = told.filter(there), told.filter(~there), place[there.to_numpy()].astype(np.uint32)
    place = place[~there.to_numpy()]
    number = np.arange(len(before)) + np.searchsorted(place, np.arange(len(before)), side="right")
    order = np.empty(len(before) + len(new), np.uint32)
    order[number] = np.arange(len(before))
    order[place + np.arange(len(new))] = len(before) + np.arange(len(new))
    kept = before
    if len(again) and len(before.columns) > len(names):
        row = np.arange(len(before), dtype=np.uint32)
        row[again] = len(before) + np.arange(len(again))
        kept = pl.concat([before, known.select(before.columns)])[row]
    return pl.concat([kept, new])[order], _Moved(number.astype(np.uint32), again)


def _there(before: pl.DataFrame, told: pl.DataFrame, names: list[str], place: NDArray[np.int64]) -> pl.Series:
    """Tell of each row whether the one at its place bears the same names; shape (n,)."""
    if not len(before):
        return pl.repeat(False, len(told), eager=True)
    at = before.select(names)[np.minimum(place, len(before) - 1).astype(np.uint32)]
    same = pl.all_horizontal(pl.Series(place < len(before)), *(at[name] == told[name] for name in names))
    return pl.select(same).to_series()


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
