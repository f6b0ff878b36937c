"""A file that cannot be read as a whole is refused with its name, and what to do, before anything is written."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from linkage.errors import InputError
from linkage.ingest.folder import read_folder
from linkage.ingest.read import open_table
from tests.unit.linkage.ingest.tables import write

HEADER = "account_id,kind,value,seen_at\n"
ROWS = HEADER + "a1,device,d1,2026-01-02T03:04:05Z\n" * 2000


def _parquet(path: Path) -> bytes:
    frame = pl.DataFrame({"account_id": ["a1"], "kind": ["device"], "value": ["d1"], "seen_at": [1767323045]})
    frame.write_parquet(path)
    return path.read_bytes()


def _nothing(folder: Path) -> None:
    write(folder / "readme.txt", "hello")


def _twice(folder: Path) -> None:
    write(folder / "accounts.csv", "account_id,created_at\n")
    write(folder / "accounts.jsonl", "{}\n")


def _directory(folder: Path) -> None:
    (folder / "accounts.csv").mkdir()


def _dangling(folder: Path) -> None:
    (folder / "accounts.csv").symlink_to(folder / "gone.csv")


def _empty_parquet(folder: Path) -> None:
    write(folder / "observations.parquet", b"")


def _short_parquet(folder: Path) -> None:
    path = folder / "observations.parquet"
    write(path, _parquet(path)[:-20])


def _nested_parquet(folder: Path) -> None:
    pl.DataFrame({"account_id": [["a1"]], "created_at": [1767323045]}).write_parquet(folder / "accounts.parquet")


def _damaged_parquet(folder: Path) -> None:
    path = folder / "observations.parquet"
    data = bytearray(_parquet(path))
    data[4:60] = b"\xff" * 56
    write(path, bytes(data))


def _file(name: str, data: bytes | str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        write(folder / name, data)

    return make


PACKED = gzip.compress(ROWS.encode())

BAD_FOLDERS: dict[str, tuple[Callable[[Path], None], str]] = {
    "no table": (_nothing, "holds no accounts, observations or activity"),
    "two files for a table": (_twice, "holds accounts 2 times: accounts.csv, accounts.jsonl"),
    "directory for a file": (_directory, "accounts.csv: Is a directory"),
    "dangling link": (_dangling, "accounts.csv: No such file"),
    "empty csv": (_file("accounts.csv", ""), "accounts.csv is empty"),
    "blank csv": (_file("accounts.csv", "\n\n \n"), "accounts.csv is empty"),
    "empty jsonl": (_file("accounts.jsonl", ""), "accounts.jsonl is empty"),
    "empty gzip": (_file("accounts.csv.gz", b""), "accounts.csv.gz is empty"),
    "empty parquet": (_empty_parquet, "observations.parquet: not a whole Parquet file"),
    "parquet cut short": (_short_parquet, "observations.parquet: not a whole Parquet file"),
    "damaged parquet": (_damaged_parquet, "observations.parquet: damaged after row 0"),
    "nested parquet": (_nested_parquet, "column account_id holds"),
    "missing column": (_file("observations.csv", "account_id,kind,value\n"), "there is no column 'seen_at'"),
    "misspelt column": (_file("observations.csv", HEADER.replace("seen_at", "seenat")), "did you mean 'seenat'?"),
    "column twice": (_file("observations.csv", HEADER.strip() + ",kind\n"), "there are 2 columns 'kind'"),
    "semicolons": (_file("observations.csv", HEADER.replace(",", ";")), "separated by ';'"),
    "property that is an id": (_file("accounts.csv", "account_id,created_at,id\n"), "would become a second 'id'"),
    "properties that meet": (_file("accounts.csv", "account_id,created_at,Sign Up,sign_up\n"), "a second 'sign_up'"),
    "UTF-16": (_file("accounts.csv", HEADER.encode("utf-16")), "is UTF-16"),
    "header in Latin-1": (_file("accounts.csv", "account_id,créé\n".encode("latin-1")), "line 1 is no CSV header"),
    "header with a NUL": (_file("accounts.csv", "account_id\0,created_at\n"), "line 1 is no CSV header"),
    "header with an open quote": (_file("accounts.csv", 'account_id,"created_at\n'), "line 1 is no CSV header"),
    "gzip cut short": (_file("observations.csv.gz", PACKED[:-40]), "the gzip is damaged or ends in the middle"),
    "damaged gzip": (
        _file("observations.csv.gz", PACKED[:80] + b"\0" * 20 + PACKED[100:]),
        "the gzip is damaged or ends in the middle",
    ),
    "no gzip": (_file("observations.csv.gz", ROWS), "the gzip is damaged or ends in the middle"),
    "gzip and more": (_file("observations.csv.gz", PACKED + b"more"), "the gzip is damaged or ends in the middle"),
    "json keys never there": (_file("observations.jsonl", '{"account":"a1"}\n'), "there is no column 'account_id'"),
}


@pytest.mark.parametrize("name", BAD_FOLDERS)
def test_a_bad_file_refuses_the_load(tmp_path: Path, name: str) -> None:
    """The refusal names the file and the trouble; nothing else escapes."""
    make, expected = BAD_FOLDERS[name]
    make(tmp_path)
    with pytest.raises(InputError) as refusal:
        for table in read_folder(tmp_path).tables:
            for _ in open_table(table).blocks():
                pass
    assert expected in str(refusal.value)
    assert refusal.value.exit_code == 3


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    """A path that is not there is named."""
    with pytest.raises(InputError, match="No such file"):
        read_folder(tmp_path / "gone")


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    """A file that is no mapping file is no input."""
    with pytest.raises(InputError, match="Not a directory"):
        read_folder(write(tmp_path / "accounts.csv", HEADER))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    """A file that may not be read is named."""
    write(tmp_path / "accounts.csv", HEADER).chmod(0)
    with pytest.raises(InputError, match="Permission denied"):
        open_table(read_folder(tmp_path).tables[0])


def test_the_first_cells_of_a_file_without_header_are_not_shown(tmp_path: Path) -> None:
    """What may be data is in no error text."""
    write(tmp_path / "observations.csv", "ann@example.com,email,ann@example.com,2026-01-02T03:04:05Z\n")
    with pytest.raises(InputError) as refusal:
        open_table(read_folder(tmp_path).tables[0])
    assert "ann@" not in str(refusal.value)
