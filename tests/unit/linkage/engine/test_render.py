"""Answers become text that is stable, and safe to show on a terminal."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from linkage.engine.render import MAX_WIDTH, lines, rfc3339
from linkage.store.base import Answer

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ANSWER = Answer(
    ("id", "n", "at", "tags", "map", "flag", "none"),
    (
        {"id": 'a,"b"', "n": 7, "at": AT, "tags": ["x", None], "map": {"z": AT, "a": 1}, "flag": True, "none": None},
        {"id": "é", "n": 12, "at": None, "tags": [], "map": {}, "flag": False, "none": None},
    ),
    False,
)


def test_csv_holds_every_value() -> None:
    """Times are RFC 3339, lists and maps are JSON with keys in order, null is empty; a reader gets it back."""
    head, first, second = csv.reader(io.StringIO("\n".join(lines(ANSWER, "csv"))))
    assert head == list(ANSWER.columns)
    assert first == [
        'a,"b"', "7", "2026-01-02T03:04:05Z", '["x", null]', '{"a": 1, "z": "2026-01-02T03:04:05Z"}', "true", "",
    ]  # fmt: skip
    assert second == ["é", "12", "", "[]", "{}", "false", ""]


def test_jsonl_is_one_object_a_line() -> None:
    """Columns keep their order; values are JSON's own."""
    first, second = map(json.loads, lines(ANSWER, "jsonl"))
    assert list(first) == list(ANSWER.columns)
    assert first["tags"] == ["x", None] and first["at"] == "2026-01-02T03:04:05Z" and first["none"] is None
    assert second["flag"] is False


def test_a_table_lines_up() -> None:
    """Numbers stand right, the rest left, under a rule as wide as each column."""
    answer = Answer(("id", "n"), ({"id": "a", "n": 7}, {"id": "longer", "n": 112}), False)
    assert list(lines(answer, "table")) == ["id        n", "------  ---", "a         7", "longer  112"]


def test_wide_characters_keep_the_table_in_line() -> None:
    """A character of two cells counts as two."""
    answer = Answer(("id", "x"), ({"id": "東京", "x": "|"}, {"id": "ab", "x": "|"}), False)
    assert list(lines(answer, "table"))[2:] == ["東京  |", "ab    |"]


def test_a_table_cuts_long_values_and_csv_does_not() -> None:
    """A cell has at most MAX_WIDTH cells and says that it was cut."""
    answer = Answer(("id",), ({"id": "x" * 500},), False)
    cut = list(lines(answer, "table"))[2]
    assert len(cut) == MAX_WIDTH and cut.endswith("…")
    assert list(lines(answer, "csv"))[1] == "x" * 500


def test_a_value_cannot_command_the_terminal() -> None:
    """Escape sequences and line ends are shown, not sent."""
    answer = Answer(("id",), ({"id": "\x1b[2Ja\nb"},), False)
    assert list(lines(answer, "table"))[2] == r"\x1b[2Ja\x0ab"


@pytest.mark.parametrize(("form", "count"), [("table", 2), ("csv", 1), ("jsonl", 0)])
def test_no_rows_leave_the_head(form: str, count: int) -> None:
    """An empty answer still names its columns, but in JSON lines, where nothing is nothing."""
    assert len(list(lines(Answer(("a", "b"), (), False), form))) == count  # type: ignore[arg-type]


def test_no_columns_are_no_lines() -> None:
    """A store that cannot tell the columns of an empty answer prints nothing."""
    assert [list(lines(Answer((), (), False), form)) for form in ("table", "csv", "jsonl")] == [[], [], []]


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (AT, "2026-01-02T03:04:05Z"),
        (AT + timedelta(milliseconds=70), "2026-01-02T03:04:05.070Z"),
        (datetime(2026, 1, 2, 1, 4, 5, tzinfo=timezone(timedelta(hours=-2))), "2026-01-02T03:04:05Z"),
    ],
)
def test_times_are_rfc3339_in_utc(moment: datetime, text: str) -> None:
    """Milliseconds are shown only where there are any."""
    assert rfc3339(moment) == text
