"""Phone numbers that are E.164 as they stand, told from a whole column at once.

Parsing one number takes 0.1 ms or more, and changes nothing about most that are stored the way they are sent. Which
those are follows from the library's own metadata: the country's code exists, the rest has no leading zero, and it does
not begin with what may be a national prefix there.
"""

from __future__ import annotations

from functools import cache

import phonenumbers
import polars as pl


def is_e164(values: pl.Series) -> pl.Series:
    """Tell of each value whether it is E.164 for certain; what is not may be so all the same. Shape (n,)."""
    shaped = values.str.extract_groups(_shape()).struct.unnest()
    frame = shaped.with_row_index("n").drop_nulls()
    found = [frame.clear()]
    for (code,), some in frame.partition_by("code", as_dict=True).items():
        prefix = _national_prefix(int(str(code)))
        found.append(some.filter(~some["rest"].str.contains(f"^(?:{prefix})")) if prefix else some)
    good = pl.repeat(False, len(values), dtype=pl.Boolean, eager=True)
    return good.scatter(pl.concat(found)["n"], True)


@cache
def _shape() -> str:
    """Return the pattern of a number: 7 to 15 digits, of which the first are a country's code."""
    codes = "|".join(
        str(code) for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items() if "001" not in regions
    )
    return rf"^\+(?<code>{codes})(?<rest>[1-9][0-9]{{3,13}})$"


@cache
def _national_prefix(code: int) -> str | None:
    """Return the pattern of what is dropped in front of the rest of a number in the code's main country."""
    region = phonenumbers.region_code_for_country_code(code)
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(region)
    return None if metadata is None else metadata.national_prefix_for_parsing
