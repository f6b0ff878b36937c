"""The judge's arguments in words, as an investigator would read them aloud."""

from __future__ import annotations

import numpy as np

from linkage.judge.clusters import Clusters
from linkage.judge.signs import Signs

UNUSUAL = 0.1
"""Log-odds below which an argument is not worth a sentence."""


def sentence(code: str, clusters: Clusters, number: int) -> str:
    """Return the argument ``code`` about cluster ``number`` as one sentence."""
    signs, usual = clusters.signs, clusters.population
    size = int(signs.size[number])
    match code:
        case "scale":
            return f"{size:,} accounts; a household rarely has more than six people."
        case "independent_kinds":
            return f"{_percent(signs.supported[number])} of its accounts are tied by two or more independent kinds."
        case "identifiers_shared":
            return (
                f"Each account shares {signs.ties[number]:.1f} identifiers with others here, "
                f"{int(signs.shared[number]):,} different ones in all."
            )
        case "created_together":
            return (
                f"The middle half of its accounts was created within {_days(signs.spread_days[number])}, "
                f"against {_days(usual.spread_days)} among all accounts."
            )
        case "banned_before":
            return (
                f"{_percent(signs.banned[number])} of its accounts are banned, against {_percent(usual.banned)} of all."
            )
        case "one_organisation":
            return (
                f"{_percent(signs.one_org[number])} of its accounts name one organisation, and one identifier is common "
                f"to {_percent(signs.widest[number])} of them, as in an office."
            )
        case "verified":
            return (
                f"{_percent(signs.verified[number])} of its accounts are verified, "
                f"against {_percent(usual.verified)} of all."
            )
    raise KeyError(code)


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
