"""How much each argument counts, in log-odds: learnt, not typed in. Written by ``python -m benchmarks.calibrate``."""

from __future__ import annotations

CLUSTER_WEIGHTS: dict[str, float] = {
    "prior": -6.355,
    "scale": 0.169,
    "two_kinds": 4.294,
    "three_kinds": 2.119,
    "tied_firmly": 0.681,
    "created_together": 1.665,
    "created_in_batches": 0.0,
    "banned_before": 1.267,
    "replaced_after_bans": 0.777,
    "in_step": 0.0,
    "own_tool": 2.269,
    "verified": 2.682,
    "one_organisation": -5.0,
    "organisation_beyond": -3.667,
    "one_plan": -1.997,
    "one_thing_for_all": -2.455,
    "one_address_for_all": -1.495,
}
MEMBER_WEIGHTS: dict[str, float] = {
    "prior": 4.011,
    "tied": 0.963,
    "backed_kinds": 0.0,
    "as_tied_as_others": 0.0,
    "own_things": -5.0,
    "created_apart": -0.732,
    "verified": -1.853,
    "other_organisation": -1.215,
    "in_step": 0.0,
    "own_tool": 2.048,
    "banned": 2.043,
}
