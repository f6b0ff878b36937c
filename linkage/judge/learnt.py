"""How much each argument counts, in log-odds: learnt, not typed in. Written by ``python -m benchmarks.calibrate``."""

from __future__ import annotations

CLUSTER_WEIGHTS: dict[str, float] = {
    "prior": -5.467,
    "scale": 0.628,
    "two_kinds": 4.734,
    "three_kinds": 1.497,
    "tied_firmly": 0.0,
    "created_together": 2.207,
    "created_in_batches": 0.0,
    "banned_before": 1.273,
    "replaced_after_bans": 0.568,
    "in_step": 0.0,
    "own_tool": 2.266,
    "verified": 1.064,
    "one_organisation": -7.341,
    "organisation_beyond": -4.265,
    "one_plan": -8.072,
    "one_thing_for_all": -1.405,
    "one_address_for_all": -1.734,
}
MEMBER_WEIGHTS: dict[str, float] = {
    "prior": 5.267,
    "tied": 0.0,
    "backed_kinds": 0.856,
    "as_tied_as_others": 1.717,
    "own_things": -3.723,
    "created_apart": -1.345,
    "verified": -0.592,
    "other_organisation": -3.449,
    "in_step": 0.0,
    "own_tool": 2.803,
    "banned": 1.604,
}
