"""Contents brought up to date are those read anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from linkage.engine.contents import Contents, contents_of, renewed
from linkage.engine.tables import ACCOUNT, ACT, DERIVED, USE, Tables

NAMES = [f"a{n}" for n in range(7)]
REFS = [f"{n:02x}" for n in range(8)]
Use = tuple[str, str, str, int]
Act = tuple[str, str, int]


def _tables(created: dict[str, int], uses: Sequence[Use], acts: Sequence[Act], accounts: Sequence[str]) -> Tables:
    """Return what a store says of some accounts; an identifier implies a network that depends on nothing else."""
    mine = [u for u in uses if u[0] in accounts]
    implied = sorted({(ref[0], ref) for _, label, ref, _ in mine if label == "IP"})
    return Tables(
        pl.DataFrame([(a, created[a], "", "", "", "") for a in accounts], schema=ACCOUNT, orient="row"),
        pl.DataFrame([(a, label, ref, n, n + 1, n) for a, label, ref, n in mine], schema=USE, orient="row"),
        pl.DataFrame([(a, f, at, 1) for a, f, at in acts if a in accounts], schema=ACT, orient="row"),
        pl.DataFrame([("IPNetwork", net, "IP", ref) for net, ref in implied], schema=DERIVED, orient="row"),
    )


def _unique_uses(uses: Sequence[Use]) -> list[Use]:
    return list({use[:3]: use for use in uses}.values())


USES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(["IP", "Device"]), st.sampled_from(REFS), st.integers(1, 9))
).map(_unique_uses)
ACTS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(["f", "g", "h"]), st.integers(0, 3)), unique=True)


@settings(deadline=None)
@given(USES, ACTS, USES, ACTS, st.sets(st.sampled_from(NAMES)), st.sets(st.sampled_from(NAMES)))
def test_renewed_contents_are_those_read_anew(
    uses: list[Use], acts: list[Act], more_uses: list[Use], more_acts: list[Act], known: set[str], told: set[str]
) -> None:
    """Accounts that are new, accounts with more of everything, accounts that are merely told again."""
    before_uses, before_acts = [u for u in uses if u[0] in known], [a for a in acts if a[0] in known]
    after_uses = _unique_uses([*before_uses, *more_uses])
    after_acts = sorted({*before_acts, *more_acts})
    changed = sorted({*told, *(u[0] for u in more_uses), *(a[0] for a in more_acts)})
    there = sorted({*known, *changed})
    first = dict.fromkeys(NAMES, 1)
    then = first | dict.fromkeys(told, 2)
    kept = contents_of(_tables(first, before_uses, before_acts, sorted(known)))
    anew = contents_of(_tables(then, after_uses, after_acts, there))
    found = renewed(kept, _tables(then, after_uses, after_acts, changed))
    _same(found, anew)


def _same(one: Contents, other: Contents) -> None:
    for field in fields(Contents):
        assert_frame_equal(getattr(one, field.name), getattr(other, field.name))
