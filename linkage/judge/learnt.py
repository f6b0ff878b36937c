"""How much each argument counts, in log-odds: learnt, not typed in. Written by ``python -m benchmarks.calibrate``."""

from __future__ import annotations

CLUSTER_WEIGHTS: dict[str, float] = {
    "prior": -5.222,
    "scale": 0.527,
    "two_kinds": 4.523,
    "three_kinds": 1.389,
    "tied_firmly": 0.0,
    "created_together": 1.806,
    "created_in_batches": 0.0,
    "banned_before": 1.261,
    "replaced_after_bans": 0.731,
    "in_step": 0.0,
    "own_tool": 1.738,
    "verified": 2.093,
    "one_organisation": -5.0,
    "organisation_beyond": -4.337,
    "one_plan": -1.784,
    "one_thing_for_all": -1.32,
    "one_address_for_all": -1.827,
}
MEMBER_WEIGHTS: dict[str, float] = {
    "prior": 0.96,
    "tied": 2.034,
    "backed_kinds": 0.024,
    "as_tied_as_others": 0.0,
    "own_things": -2.496,
    "created_apart": -0.643,
    "verified": -1.741,
    "other_organisation": -2.014,
    "in_step": 0.0,
    "own_tool": 1.701,
    "banned": 1.617,
}
