"""How much each argument counts, in log-odds: learnt, not typed in. Written by ``python -m benchmarks.calibrate``."""

from __future__ import annotations

CLUSTER_WEIGHTS: dict[str, float] = {
    "prior": -4.819,
    "scale": 0.559,
    "two_kinds": 3.233,
    "three_kinds": 1.288,
    "tied_firmly": 0.0,
    "created_together": 1.839,
    "created_in_batches": 0.0,
    "banned_before": 1.374,
    "replaced_after_bans": 0.484,
    "in_step": 0.0,
    "own_tool": 2.086,
    "verified": 1.629,
    "one_organisation": -5.0,
    "organisation_beyond": -3.854,
    "one_plan": -2.018,
    "one_thing_for_all": -0.886,
    "one_address_for_all": -1.227,
}
MEMBER_WEIGHTS: dict[str, float] = {
    "prior": 3.56,
    "tied": 1.202,
    "backed_kinds": 0.0,
    "as_tied_as_others": 0.0,
    "own_things": -4.192,
    "created_apart": -0.643,
    "verified": -2.028,
    "other_organisation": -2.18,
    "in_step": 0.0,
    "own_tool": 1.533,
    "banned": 1.91,
}
