"""CSV is read as the csv module writes it, block by block, and every row is accounted for."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from linkage.ingest import files
from linkage.ingest.block import LINE
from linkage.ingest.csv_table import csv_header, read_csv
from linkage.ingest.folder import plain_table
from tests.unit.linkage.ingest.tables import write

cell = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0\r"), max_size=8)
rows = st.lists(st.tuples(cell, cell, cell), max_size=12)


def read(data: bytes, folder: str) -> tuple[list[tuple[str, ...]], list[int], list[tuple[int, str, str]]]:
    """Return cells and lines of the rows read, and the rejects."""
    table = plain_table("t", "observations", write(Path(folder) / "t.csv", data), "csv")
    header = csv_header(table)
    blocks = list(read_csv(table, header, {name: name for name in header}))
    cells = [row for block in blocks for row in block.frame.drop(LINE).rows()]
    lines = [line for block in blocks for line in block.frame[LINE]]
    return cells, lines, [row for block in blocks for row in block.rejects.rows()]


@given(rows, st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), st.sampled_from(["\n", "\r\n"]))
@example([('"', "\n", ","), ("", "", "")], csv.QUOTE_MINIMAL, "\n")
def test_what_the_csv_module_writes_is_read_back(written: list[tuple[str, ...]], quoting: int, end: str) -> None:
    """Cells with quotes, commas and newlines come back, on the physical lines where they begin."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
    lines = []
    for row in [("x", "y", "z"), *written]:
        lines.append(out.getvalue().count("\n") + 1)
        writer.writerow(row)
    with tempfile.TemporaryDirectory() as folder:
        assert read(out.getvalue().encode(), folder) == (written, lines[1:], [])


@given(st.lists(st.sampled_from([b'"', b",", b"\n", b"\r", b"a", b"\xff", b"\0", b'""', b"x,y,z\n"]), max_size=40))
def test_every_line_of_arbitrary_bytes_is_read_or_refused(pieces: list[bytes]) -> None:
    """Whatever the bytes: lines read and refused are distinct, and no line but a blank one is left out in silence."""
    body = b"".join(pieces)
    with tempfile.TemporaryDirectory() as folder:
        cells, lines, rejects = read(b"x,y,z\n" + body, folder)
    begun = sorted([*lines, *(line for line, _, _ in rejects)])
    assert len(begun) == len(set(begun))
    spanned = {line + n for line, row in zip(lines, cells, strict=True) for n in range("".join(row).count("\n") + 1)}
    blank = {n for n, line in enumerate(body.split(b"\n"), 2) if line in (b"", b"\r")}
    refused = {line for line, _, _ in rejects}
    ends = dict(zip(begun, [*begun[1:], body.count(b"\n") + 3], strict=False))
    for line, _, reason in rejects:
        if reason in ("NUL byte", "not valid UTF-8"):  # a whole record, which may go over several lines
            spanned |= set(range(line, ends[line]))
    assert set(range(2, body.count(b"\n") + 3)) - blank - spanned - refused == set()


@given(rows=rows, size=st.integers(1, 64))
@settings(max_examples=50)
def test_the_size_of_a_block_makes_no_difference(rows: list[tuple[str, ...]], size: int) -> None:
    """Records may be cut by blocks anywhere."""
    out = io.StringIO()
    csv.writer(out).writerows([("x", "y", "z"), *rows])
    data = out.getvalue().encode() + b'bad "row\n' + b"1,2,3\n"
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        whole = read(data, folder)
        patch.setattr(files, "BLOCK", size)
        assert read(data, folder) == whole


def test_an_open_quote_swallows_no_lines(tmp_path: Path) -> None:
    """Two stray quotes a thousand lines apart cost two rows, not the thousand between them."""
    good = b"1,2,3\n"
    cells, _, rejects = read(b"x,y,z\n" + b'1,"2,3\n' + good * 1000 + b'1,2",3\n' + good, str(tmp_path))
    assert len(cells) == 1001
    assert [line for line, _, _ in rejects] == [2, 1003]
