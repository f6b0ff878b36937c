"""Every kind of bad row is quarantined with its line, column and reason, and the rows around it go on."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from linkage.ingest.folder import plain_table
from tests.unit.linkage.ingest.tables import ingest, write

HEADER = b"account_id,kind,value,seen_at,count\n"
GOOD = b"a1,device,d1,2026-01-02T03:04:05Z,1\n"
LAST = b"a9,device,d9,2026-01-02T03:04:05Z,1\n"

TIME = b"2026-01-02T03:04:05Z"
UNBALANCED = "a quote is not closed, or stands inside a cell that is not quoted"

BAD_LINES = {
    "too few cells": (b"a2,device,d2\n", "", "3 cells where the header has 5"),
    "too many cells": (b"a2,device,d2," + TIME + b",1,x\n", "", "6 cells where the header has 5"),
    "no account": (b",device,d2," + TIME + b",1\n", "account_id", "empty"),
    "blank account": (b"  ,device,d2," + TIME + b",1\n", "account_id", "empty"),
    "no kind": (b"a2,,d2," + TIME + b",1\n", "kind", "empty"),
    "unknown kind": (b"a2,shoe,d2," + TIME + b",1\n", "kind", "unknown kind"),
    "kind in capitals": (b"a2,Device,d2," + TIME + b",1\n", "kind", "unknown kind"),
    "no value": (b"a2,device,," + TIME + b",1\n", "value", "empty"),
    "bad address": (b"a2,ip,300.1.1.1," + TIME + b",1\n", "value", "not an IP address"),
    "bad e-mail": (b"a2,email,nobody," + TIME + b",1\n", "value", "not an e-mail address"),
    "bad phone": (b"a2,phone,12345," + TIME + b",1\n", "value", "not an international phone number"),
    "no time": (b"a2,device,d2,,1\n", "seen_at", "empty"),
    "bad time": (b"a2,device,d2,yesterday,1\n", "seen_at", "not an RFC 3339 time or epoch seconds"),
    "year 9999": (b"a2,device,d2,9999-01-01T00:00:00Z,1\n", "seen_at", "not between 1990 and 2100"),
    "before 1990": (b"a2,device,d2,1970-01-01T00:00:00Z,1\n", "seen_at", "not between 1990 and 2100"),
    "time without zone": (
        b"a2,device,d2,2026-01-02T03:04:05,1\n",
        "seen_at",
        "a time without a zone (end it with Z, or say its format in a linkage.toml)",
    ),
    "epoch in ms": (
        b"a2,device,d2,1767323045000,1\n",
        "seen_at",
        'not between 1990 and 2100 in seconds (for milliseconds say time = "ms" in a linkage.toml)',
    ),
    "negative count": (b"a2,device,d2," + TIME + b",-3\n", "count", "less than 1"),
    "count of nothing": (b"a2,device,d2," + TIME + b",0\n", "count", "less than 1"),
    "count with a fraction": (b"a2,device,d2," + TIME + b",1.5\n", "count", "not a whole number"),
    "count in words": (b"a2,device,d2," + TIME + b",many\n", "count", "not a whole number"),
    "enormous count": (b"a2,device,d2," + TIME + b",99999999999999999999\n", "count", "more than 1,000,000,000"),
    "NUL byte": (b"a2,device,d\0002," + TIME + b",1\n", "", "NUL byte"),
    "bad UTF-8": (b"a2,device,d\xff2," + TIME + b",1\n", "", "not valid UTF-8"),
    "control character": (b"a2,device,d\x072," + TIME + b",1\n", "value", "holds a control character"),
    "long account": (b"a" * 1001 + b",device,d2," + TIME + b",1\n", "account_id", "longer than 1,000 bytes"),
    "cell of a megabyte": (
        b"a2,device," + b"d" * (1 << 20) + b"," + TIME + b",1\n",
        "value",
        "longer than 1,000 bytes",
    ),
    "line of thirteen megabytes": (
        b"a2,device," + b"d" * (13 << 20) + b"," + TIME + b",1\n",
        "",
        "a line of more than 8 MiB",
    ),
    "quote never closed": (b'a2,device,"d2,' + TIME + b",1\n", "", UNBALANCED),
    "quote inside a cell": (b'a2,device,d"2,' + TIME + b",1\n", "", UNBALANCED),
    "text behind a quote": (b'a2,device,"d"2,' + TIME + b",1\n", "", UNBALANCED),
    "lone carriage return": (b"a2,device,d\r2," + TIME + b",1\n", "", "a carriage return without a newline"),
    "tabs for commas": (b"a2\tdevice\td2\t" + TIME + b"\t1\n", "", "1 cells where the header has 5"),
}


@pytest.mark.parametrize("quoted", [False, True], ids=["plain", "beside quotes"])
@pytest.mark.parametrize("name", BAD_LINES)
def test_a_bad_csv_line_alone_is_quarantined(tmp_path: Path, name: str, quoted: bool) -> None:
    """Its neighbours are read whatever is wrong with it, and its physical line is right behind a quoted newline."""
    line, column, reason = BAD_LINES[name]
    first = b'a1,device,"d\n1",' + TIME + b",1\n" if quoted else GOOD
    path = write(tmp_path / "observations.csv", HEADER + first + line + LAST)
    outcome = ingest(plain_table("observations", "observations", path, "csv"))
    expected = [(4, column, reason)] if quoted else [(3, column, reason)]
    if quoted:
        expected = [(2, "value", "holds a control character"), *expected]
    assert outcome.rejects == expected
    assert outcome.rows["account"].to_list() == (["a9"] if quoted else ["a1", "a9"])


BAD_OBJECTS = {
    "not JSON": (b'{"account_id": \n', "", "not a JSON object"),
    "a list": (b"[1, 2]\n", "", "not a JSON object"),
    "a number": (b"7\n", "", "not a JSON object"),
    "two objects": (b'{"account_id":"a2"} {"account_id":"a3"}\n', "", "not a JSON object"),
    "not a number": (b'{"account_id":"a2","count":NaN}\n', "", "not a JSON object"),
    "nested value": (
        b'{"account_id":"a2","kind":"device","value":{"d":2},"seen_at":1767323045}\n',
        "",
        "a list or an object where a value belongs",
    ),
    "half a surrogate pair": (
        b'{"account_id":"a2","kind":"device","value":"\\ud800","seen_at":1767323045}\n',
        "",
        "half of a surrogate pair",
    ),
    "missing key": (b'{"account_id":"a2","kind":"device","seen_at":1767323045}\n', "value", "empty"),
    "null": (b'{"account_id":null,"kind":"device","value":"d","seen_at":1767323045}\n', "account_id", "empty"),
    "escaped NUL": (
        b'{"account_id":"a2","kind":"device","value":"d\\u0000","seen_at":1767323045}\n',
        "value",
        "holds a control character",
    ),
    "deep nesting": (b"[" * 100_000 + b"\n", "", "not a JSON object"),
    "bad UTF-8": (b'{"account_id":"a\xff"}\n', "", "not valid UTF-8"),
    "count as text": (
        b'{"account_id":"a2","kind":"device","value":"d","seen_at":1767323045,"count":"few"}\n',
        "count",
        "not a whole number",
    ),
}


@pytest.mark.parametrize("name", BAD_OBJECTS)
def test_a_bad_json_line_alone_is_quarantined(tmp_path: Path, name: str) -> None:
    """Its neighbours are read whatever is wrong with it."""
    line, column, reason = BAD_OBJECTS[name]
    good = b'{"account_id":"a1","kind":"device","value":17,"seen_at":1767323045,"count":2}\n'
    path = write(tmp_path / "observations.jsonl", good + b"\n" + line + good)
    outcome = ingest(plain_table("observations", "observations", path, "jsonl"))
    assert outcome.rejects == [(3, column, reason)]
    assert outcome.rows["id"].to_list() == ["17", "17"]
    assert outcome.rows["count"].to_list() == [2, 2]


def test_the_fast_and_the_careful_json_reader_agree(tmp_path: Path) -> None:
    """A bad line makes the whole block be read carefully; the good lines come out the same."""
    rows = [
        {"account_id": account, "kind": "device", "value": value, "seen_at": when}
        for account, value, when in [
            (1, "x", 1767323045),
            ("a", 12345678901234567890, "2026-01-02T03:04:05Z"),
            (True, 1.5, 1767323045.5),
            ("é", 100, "1767323045"),
        ]
    ]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    fast = write(tmp_path / "fast.jsonl", text)
    careful = write(tmp_path / "careful.jsonl", text + "oops\n")
    outcomes = [ingest(plain_table("t", "observations", path, "jsonl")) for path in (fast, careful)]
    assert outcomes[0].rows.equals(outcomes[1].rows)
    assert outcomes[0].rejects == []


def test_a_byte_order_mark_and_crlf_are_no_trouble(tmp_path: Path) -> None:
    """Files from Windows are read like any other."""
    data = b"\xef\xbb\xbf" + (HEADER + GOOD + b"\n" + LAST).replace(b"\n", b"\r\n")
    outcome = ingest(plain_table("t", "observations", write(tmp_path / "observations.csv", data), "csv"))
    assert (outcome.rows["account"].to_list(), outcome.rejects) == (["a1", "a9"], [])


def test_the_last_line_needs_no_newline(tmp_path: Path) -> None:
    """A file that ends without a newline loses nothing."""
    path = write(tmp_path / "observations.csv.gz", gzip.compress(HEADER + GOOD + LAST[:-1]))
    assert ingest(plain_table("t", "observations", path, "csv")).rows["account"].to_list() == ["a1", "a9"]


def test_a_header_alone_is_no_rows(tmp_path: Path) -> None:
    """A table without rows is nothing bad."""
    outcome = ingest(plain_table("t", "observations", write(tmp_path / "observations.csv", HEADER), "csv"))
    assert (len(outcome.rows), outcome.rejects) == (0, [])


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ({"account_id": "a2", "id": "x"}, "id"),
        ({"account_id": "a2", "Created At": "soon"}, "created_at"),
        ({"account_id": "a2", "Team": 1, "team": 2}, "team"),
    ],
)
def test_a_json_account_whose_keys_would_become_one_property_is_quarantined(
    tmp_path: Path, row: dict[str, object], name: str
) -> None:
    """No value of an account row is dropped in silence: the row is refused, and its neighbour goes on."""
    made = {"created_at": "2026-01-02T03:04:05Z"}
    lines = [json.dumps({"account_id": "a1", "team": 7} | made), json.dumps(row | made)]
    path = write(tmp_path / "accounts.jsonl", ("\n".join(lines) + "\n").encode())
    outcome = ingest(plain_table("accounts", "accounts", path, "jsonl"))
    assert outcome.rows["account"].to_list() == ["a1"]
    assert outcome.rejects == [(2, "properties", f"a key would become a second '{name}'")]
