"""How much each argument counts, in log-odds: learnt, not typed in. Written by ``python -m benchmarks.calibrate``."""

from __future__ import annotations

CLUSTER_WEIGHTS: dict[str, float] = {
    "prior": -5.166,
    "scale": 0.323,
    "two_kinds": 4.72,
    "three_kinds": 2.061,
    "tied_firmly": 0.0,
    "created_together": 1.688,
    "created_in_batches": 0.0,
    "banned_before": 1.262,
    "replaced_after_bans": 0.704,
    "in_step": 0.0,
    "own_tool": 1.937,
    "verified": 2.251,
    "one_organisation": -5.0,
    "organisation_beyond": -3.648,
    "one_plan": -2.053,
    "one_thing_for_all": -2.113,
    "one_address_for_all": -1.775,
}
MEMBER_WEIGHTS: dict[str, float] = {
    "prior": 3.686,
    "tied": 1.184,
    "backed_kinds": 0.0,
    "as_tied_as_others": 0.0,
    "own_things": -4.84,
    "created_apart": -0.723,
    "verified": -1.975,
    "other_organisation": -2.498,
    "in_step": 0.0,
    "own_tool": 1.986,
    "banned": 2.046,
}
