"""The judge's arguments in words, as an investigator would read them aloud."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from linkage.judge.clusters import Clusters
from linkage.judge.score import Population
from linkage.judge.signs import Signs

UNUSUAL = 0.1
"""Log-odds below which an argument is not worth a sentence."""


def sentence(code: str, clusters: Clusters, number: int) -> str:
    """Return the argument ``code`` about cluster ``number`` as one sentence."""
    return _SENTENCES[code](clusters.signs, clusters.population, number)


def _scale(signs: Signs, _: Population, number: int) -> str:
    return f"{int(signs.size[number]):,} accounts; a household rarely has more than six people."


def _independent_kinds(signs: Signs, _: Population, number: int) -> str:
    return f"{_percent(signs.supported[number])} of its accounts are tied by two or more independent kinds."


def _identifiers_shared(signs: Signs, _: Population, number: int) -> str:
    each, different = signs.ties[number], int(signs.shared[number])
    return f"Each account shares {each:.1f} identifiers with others here, {different:,} different ones in all."


def _created_together(signs: Signs, usual: Population, number: int) -> str:
    here, elsewhere = _days(signs.spread_days[number]), _days(usual.spread_days)
    return f"The middle half of its accounts was created within {here}, against {elsewhere} among all accounts."


def _banned_before(signs: Signs, usual: Population, number: int) -> str:
    return f"{_percent(signs.banned[number])} of its accounts are banned, against {_percent(usual.banned)} of all."


def _one_organisation(signs: Signs, _: Population, number: int) -> str:
    named, covered = _percent(signs.one_org[number]), _percent(signs.widest[number])
    return f"{named} of its accounts name one organisation and one identifier is common to {covered}, as in an office."


def _verified(signs: Signs, usual: Population, number: int) -> str:
    return (
        f"{_percent(signs.verified[number])} of its accounts are verified, against {_percent(usual.verified)} of all."
    )


_SENTENCES: dict[str, Callable[[Signs, Population, int], str]] = {
    "scale": _scale,
    "independent_kinds": _independent_kinds,
    "identifiers_shared": _identifiers_shared,
    "created_together": _created_together,
    "banned_before": _banned_before,
    "one_organisation": _one_organisation,
    "verified": _verified,
}


def arguments(clusters: Clusters, number: int) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Return what speaks for and what speaks against cluster ``number`` being one actor, the strongest first.

    Returns
    -------
    Two lists of ``{code, weight, sentence}``; weight in log-odds, rounded to a thousandth.
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

    return said(1.0), said(-1.0)


def summary(signs: Signs, number: int, verdict: str) -> str:
    """Return one sentence about a cluster: size, what is shared, since when, verdict."""
    spread = signs.spread_days[number]
    when = "" if np.isnan(spread) else f", half of them created within {_days(spread)}"
    return (
        f"{int(signs.size[number]):,} accounts share {int(signs.shared[number]):,} identifiers{when}; "
        f"{_percent(signs.supported[number])} are tied by two independent kinds: {verdict}."
    )


def _percent(share: float) -> str:
    if 0 < share < 0.01:
        return f"{100 * share:.1f} %"
    return f"{100 * share:.0f} %"


def _days(days: float) -> str:
    if days < 2:
        return f"{24 * days:.0f} hours"
    return f"{days:,.0f} days"
