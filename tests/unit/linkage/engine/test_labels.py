"""Labels from a file or from bans."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkage.engine.labels import labels_of, read_labels
from linkage.errors import InputError
from linkage.evidence.labels import BAD, GOOD, UNLABELLED
from tests.entities import entities

ACCOUNTS = entities([], alone="abc", banned="b").accounts


def _file(folder: Path, text: str) -> Path:
    path = folder / "labels.csv"
    path.write_text(text)
    return path


def test_a_file_names_bad_and_good_accounts(tmp_path: Path) -> None:
    """In any case and order, beside other columns; who is not in the store is passed over."""
    path = _file(tmp_path, "note,label,account_id\nx,Bad,c\ny,cleared,a\nz,banned,elsewhere\n")
    assert labels_of(ACCOUNTS, read_labels(path)).tolist() == [GOOD, UNLABELLED, BAD]


def test_bans_are_labels() -> None:
    """Who is not banned counts as good: the rate among partners tells."""
    assert labels_of(ACCOUNTS, None).tolist() == [GOOD, BAD, GOOD]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("account_id,label\na,bad\nb,maybe\n", "line 3: label is not one of bad, banned, good, cleared"),
        ("account_id,label\na,bad\na,good\n", "line 2: this account is there twice"),
        ("account_id,label\n,bad\n", "line 2: no account_id"),
        ("account,label\na,bad\n", "line 1: no column account_id"),
        ("", "is empty"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(tmp_path: Path, text: str, reason: str) -> None:
    """Nothing is learnt from half a file."""
    with pytest.raises(InputError, match=reason):
        read_labels(_file(tmp_path, text))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """With what to check."""
    with pytest.raises(InputError, match=r"nowhere\.csv cannot be read"):
        read_labels(tmp_path / "nowhere.csv")
