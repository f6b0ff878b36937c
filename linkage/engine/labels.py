"""Labels of accounts: what somebody already knows, from a file or from the bans in the store."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.evaluate.rows import read
from linkage.evidence.labels import BAD, GOOD, UNLABELLED
from linkage.model.entity_graph import Accounts

COLUMNS = ("account_id", "label")
WORDS = {"bad": BAD, "banned": BAD, "good": GOOD, "cleared": GOOD}


def read_labels(path: Path) -> dict[str, int]:
    """Return the label of each account that a CSV with ``account_id`` and ``label`` (bad, banned, good, cleared) names.

    Raises
    ------
    InputError
        The file cannot be read, a label is none of these words, or an account is there twice. Names the line.
    """
    rows = read(path, COLUMNS)
    label = rows.frame["label"].str.strip_chars().str.to_lowercase()
    rows.refuse_where(~label.is_in(list(WORDS)).to_numpy(), f"label is not one of {', '.join(WORDS)}")
    account = rows.frame["account_id"]
    rows.refuse_blank("account_id")
    rows.refuse_where(account.is_duplicated().to_numpy(), "this account is there twice")
    return dict(zip(account.to_list(), label.replace_strict(WORDS, return_dtype=pl.Int8).to_list(), strict=True))


def labels_of(accounts: Accounts, told: dict[str, int] | None) -> NDArray[np.int8]:
    """Return the label of each account, int8, shape (n_accounts,); from its ban where nothing was told.

    Accounts that are told of and not in the store are passed over: a list of bans outlives its accounts.
    """
    if told is None:
        return np.where(accounts.banned, BAD, GOOD).astype(np.int8)
    return np.array([told.get(account, UNLABELLED) for account in accounts.ids], np.int8)
