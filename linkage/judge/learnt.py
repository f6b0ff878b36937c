"""How much each argument counts, in log-odds: learnt, not typed in. Written by ``python -m benchmarks.calibrate``."""

from __future__ import annotations

CLUSTER_WEIGHTS: dict[str, float] = {
    "prior": -5.133,
    "scale": 0.301,
    "two_kinds": 4.891,
    "three_kinds": 2.159,
    "tied_firmly": 0.0,
    "created_together": 1.649,
    "created_in_batches": 0.0,
    "banned_before": 1.269,
    "replaced_after_bans": 0.735,
    "in_step": 0.0,
    "own_tool": 1.78,
    "verified": 2.265,
    "one_organisation": -5.0,
    "organisation_beyond": -3.444,
    "one_plan": -2.167,
    "one_thing_for_all": -2.298,
    "one_address_for_all": -1.853,
}
MEMBER_WEIGHTS: dict[str, float] = {
    "prior": 3.747,
    "tied": 1.232,
    "backed_kinds": 0.0,
    "as_tied_as_others": 0.0,
    "own_things": -5.0,
    "created_apart": -0.637,
    "verified": -2.012,
    "other_organisation": -2.644,
    "in_step": 0.0,
    "own_tool": 1.826,
    "banned": 1.64,
}
