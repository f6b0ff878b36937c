"""Texts on the command line become values, or are refused."""

from __future__ import annotations

import click
import pytest

from linkage.cli.options import Moment, Pair


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("2026-01-02T03:04:05Z", 1_767_323_045_000),
        ("2026-01-02T03:04:05.678Z", 1_767_323_045_678),
        ("2026-01-02T04:04:05+01:00", 1_767_323_045_000),
        ("2026-01-02 03:04:05Z", 1_767_323_045_000),
    ],
)
def test_moments_are_milliseconds_utc(text: str, milliseconds: int) -> None:
    """An RFC 3339 time is the same instant whatever its offset."""
    assert Moment().convert(text, None, None) == milliseconds


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026-01-02", "2026-01-02T03:04:05", "2026-13-02T03:04:05Z", "1767323045", "2026-01-02Z"]
)
def test_moments_without_time_or_offset_are_refused(text: str) -> None:
    """A time without an offset is not guessed at."""
    with pytest.raises(click.BadParameter, match="2026-01-02T03:04:05Z"):
        Moment().convert(text, None, None)


@pytest.mark.parametrize(
    ("text", "pair"),
    [("kind=ip", ("kind", "ip")), ("since=a=b", ("since", "a=b")), ("empty=", ("empty", ""))],
)
def test_parameters_are_name_and_value(text: str, pair: tuple[str, str]) -> None:
    """The first = separates; a value may hold more of them."""
    assert Pair().convert(text, None, None) == pair


@pytest.mark.parametrize("text", ["kind", "=ip", ""])
def test_parameters_without_a_name_are_refused(text: str) -> None:
    """A parameter needs a name and a value."""
    with pytest.raises(click.BadParameter):
        Pair().convert(text, None, None)
