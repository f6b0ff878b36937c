"""The fast way over a column of phone numbers takes none that the library would change or refuse."""

from __future__ import annotations

import random

import phonenumbers
import polars as pl

from linkage.ingest.normalise import FAST, RULES, Refused
from linkage.ingest.phones import is_e164


def by_rule(value: str) -> str | None:
    """Return what the library makes of one number."""
    try:
        return RULES["phone"](value)
    except Refused:
        return None


def test_it_agrees_with_the_library_in_every_country() -> None:
    """Numbers of any length behind every country's code, with and without a national prefix."""
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    dice = random.Random(seed)
    values = [
        f"+{code}" + "".join(dice.choice("0123456789") for _ in range(dice.randrange(2, 14)))
        for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE
        for _ in range(20)
    ]
    taken = FAST["phone"](pl.Series(values)).to_list()
    assert [value for value in taken if value] == [by_rule(value) for value in taken if value]
    assert sum(value is not None for value in taken) > len(values) / 3


def test_usual_numbers_take_it() -> None:
    """Numbers as they are stored and sent; not those that need a rule."""
    usual = ["+14155552671", "+442079460018", "+4915112345678", "+919876543210"]
    others = ["+4402079460018", "0044 20 7946 0018", "+999123456789", "+1 415 555 2671", "", "12345678"]
    assert is_e164(pl.Series(usual + others)).fill_null(False).to_list() == [True] * 4 + [False] * 6
