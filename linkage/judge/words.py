"""The judge's arguments in words, as an investigator would read them aloud."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from linkage.judge.clusters import Clusters
from linkage.judge.population import Population
from linkage.judge.score import HOUSEHOLD
from linkage.judge.signs import Signs

UNUSUAL = 0.1
"""Log-odds below which an argument is not worth a sentence."""
UNLIKELY = -3.0
"""Decimal logarithm of a probability below which chance is said to be no explanation."""


def sentence(code: str, clusters: Clusters, number: int) -> str:
    """Return the argument ``code`` about cluster ``number`` as one sentence."""
    return _SENTENCES[code](clusters.signs, clusters.population, number)


def arguments(clusters: Clusters, number: int) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Return what speaks for and what speaks against cluster ``number`` being one actor, the strongest first.

    Returns
    -------
    Two lists of ``{code, weight, sentence}``; weight in log-odds, rounded to a thousandth. What chance would give is
    said first, with weight 0: it is no argument of its own but the sum of what is shared.
    """
    weighed = [
        (float(weight[number]), code)
        for code, weight in clusters.judgement.arguments.items()
        if abs(weight[number]) >= UNUSUAL
    ]
    weighed.sort(key=lambda pair: (-abs(pair[0]), pair[1]))

    def said(side: float) -> list[dict[str, object]]:
        return [
            {"code": code, "weight": round(weight, 3), "sentence": sentence(code, clusters, number)}
            for weight, code in weighed
            if weight * side > 0
        ]

    chance: dict[str, object] = {"code": "chance", "weight": 0.0, "sentence": chance_sentence(clusters, number)}
    unlikely = clusters.log10_chance[number] <= UNLIKELY
    return ([chance] if unlikely else []) + said(1.0), said(-1.0) + ([] if unlikely else [chance])


def chance_sentence(clusters: Clusters, number: int) -> str:
    """Return how improbable the sharing is by chance, in words."""
    size, exponent = int(clusters.signs.size[number]), float(clusters.log10_chance[number])
    among = f"{size:,} accounts taken at random among {len(clusters.of_account):,}"
    if exponent > UNLIKELY:
        return f"Chance could explain it: {among} might share as much."
    power = int(-exponent)
    return f"Chance does not explain it: that any {among} share as much has a probability below 1 in 10^{power}."


def summary(signs: Signs, number: int, verdict: str, *, open: bool = False) -> str:
    """Return one sentence about a cluster: size, what is shared, since when, verdict.

    Parameters
    ----------
    open
        Whether there is too little evidence to judge it.
    """
    spread = signs.spread_days[number]
    when = "" if np.isnan(spread) else f", half of them created within {_days(spread)}"
    unknown = " Only one kind of thing is known of most of them: too little to judge." if open else ""
    return (
        f"{int(signs.size[number]):,} accounts share {int(signs.shared[number]):,} things{when}; "
        f"{_percent(signs.two_kinds[number])} are tied by two independent kinds: {verdict}.{unknown}"
    )


def _scale(signs: Signs, _: Population, number: int) -> str:
    return f"{int(signs.size[number]):,} accounts; a household rarely has more than {HOUSEHOLD} people."


def _two_kinds(signs: Signs, _: Population, number: int) -> str:
    return f"{_percent(signs.two_kinds[number])} of its accounts are tied by two or more independent kinds."


def _three_kinds(signs: Signs, _: Population, number: int) -> str:
    return f"{_percent(signs.three_kinds[number])} of its accounts are tied by three or more independent kinds."


def _tied_firmly(signs: Signs, _: Population, number: int) -> str:
    each, different = signs.ties[number], int(signs.shared[number])
    return f"Each account shares {each:.1f} things with others here, {different:,} different ones in all."


def _created_together(signs: Signs, usual: Population, number: int) -> str:
    here, elsewhere = _days(signs.spread_days[number]), _days(usual.spread_days)
    return f"The middle half of its accounts was created within {here}, against {elsewhere} among other accounts."


def _created_in_batches(signs: Signs, _: Population, number: int) -> str:
    return (
        f"{int(signs.close[number]):,} pairs of its accounts were created within a day of each other; "
        f"chance would give {signs.close_expected[number]:.1f}."
    )


def _banned_before(signs: Signs, usual: Population, number: int) -> str:
    return f"{_percent(signs.banned[number])} of its accounts are banned, against {_percent(usual.banned)} of others."


def _replaced_after_bans(signs: Signs, _: Population, number: int) -> str:
    return (
        f"{int(signs.replaced[number]):,} of its banned accounts were followed by a new one here within days; "
        f"chance would give {signs.replaced_expected[number]:.1f}."
    )


def _in_step(signs: Signs, _: Population, number: int) -> str:
    return (
        f"{_percent(signs.in_step[number])} of its accounts act in the same minutes as others here, again and again, "
        "beyond chance and habit."
    )


def _own_tool(signs: Signs, _: Population, number: int) -> str:
    return f"{_percent(signs.own_tool[number])} of its accounts send requests of a form that hardly anybody else sends."


def _verified(signs: Signs, usual: Population, number: int) -> str:
    here = _percent(signs.core_verified[number])
    return f"{here} of its accounts, weighed by their ties, are verified, against {_percent(usual.verified)} of others."


def _one_organisation(signs: Signs, _: Population, number: int) -> str:
    return f"{_percent(signs.core_org[number])} of it, weighed by ties, openly names one organisation."


def _organisation_beyond(signs: Signs, _: Population, number: int) -> str:
    return (
        f"The organisation that {_percent(signs.core_org[number])} of it names has "
        f"{_percent(signs.org_outside[number])} of its accounts elsewhere."
    )


def _one_plan(signs: Signs, _: Population, number: int) -> str:
    return f"{_percent(signs.paid[number])} of its accounts are on a paid plan, as where one employer pays."


def _one_thing_for_all(signs: Signs, _: Population, number: int) -> str:
    return (
        f"One device, card or the like is common to {_percent(signs.widest[number])} of its accounts, "
        "as in a family or an office."
    )


def _one_address_for_all(signs: Signs, _: Population, number: int) -> str:
    return (
        f"One address or number is common to {_percent(signs.widest_passing[number])} of its accounts, "
        "as under one roof or behind one provider."
    )


_SENTENCES: dict[str, Callable[[Signs, Population, int], str]] = {
    "scale": _scale,
    "two_kinds": _two_kinds,
    "three_kinds": _three_kinds,
    "tied_firmly": _tied_firmly,
    "created_together": _created_together,
    "created_in_batches": _created_in_batches,
    "banned_before": _banned_before,
    "replaced_after_bans": _replaced_after_bans,
    "in_step": _in_step,
    "own_tool": _own_tool,
    "verified": _verified,
    "one_organisation": _one_organisation,
    "organisation_beyond": _organisation_beyond,
    "one_plan": _one_plan,
    "one_thing_for_all": _one_thing_for_all,
    "one_address_for_all": _one_address_for_all,
}


def _percent(share: float) -> str:
    if 0 < share < 0.01:
        return f"{100 * share:.1f} %"
    return f"{100 * share:.0f} %"


def _days(days: float) -> str:
    if days < 2:
        return f"{24 * days:.0f} hours"
    return f"{days:,.0f} days"
