"""What a store holds, with numbers for names: small enough to keep, and quick to bring up to date."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

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
    ids = changed.accounts.select("ids")
    accounts = pl.concat([contents.accounts.join(ids, on="ids", how="anti"), changed.accounts]).sort("ids")
    identifiers = pl.concat([contents.identifiers, _identifiers(changed)]).unique().sort("labels", "refs")
    acted = changed.acts.select("fingerprints").unique()
    fingerprints = pl.concat([contents.fingerprints, acted]).unique().sort("fingerprints")
    account = _moved(contents.accounts, accounts.with_row_index("new").join(ids, on="ids", how="anti"), ["ids"])
    identifier = _moved(contents.identifiers, identifiers.with_row_index("new"), ["labels", "refs"])
    fingerprint = _moved(contents.fingerprints, fingerprints.with_row_index("new"), ["fingerprints"])
    uses = contents.uses.with_columns(
        account=account[contents.uses["account"]], identifier=identifier[contents.uses["identifier"]]
    )
    acts = contents.acts.with_columns(
        account=account[contents.acts["account"]], fingerprint=fingerprint[contents.acts["fingerprint"]]
    )
    derived = contents.derived.select(
        identifier=identifier[contents.derived["identifier"]], derived=identifier[contents.derived["derived"]]
    )
    uses = pl.concat([uses.drop_nulls("account"), _uses(changed, accounts, identifiers)])
    acts = pl.concat([acts.drop_nulls("account"), _acts(changed, accounts, fingerprints)])
    return Contents(
        accounts,
        identifiers,
        fingerprints,
        uses.sort("account", "identifier"),
        acts.sort("account", "fingerprint", "at"),
        pl.concat([derived, _derived(changed, identifiers)]).unique().sort("identifier", "derived"),
    )


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


def _moved(before: pl.DataFrame, after: pl.DataFrame, names: list[str]) -> pl.Series:
    """Return the ``new`` number of each row there was, null where it is gone."""
    return before.select(names).join(after.select("new", *names), on=names, how="left", maintain_order="left")["new"]
