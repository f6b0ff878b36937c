"""What speaks against an account's verdict, and what would change it."""

from __future__ import annotations

import json
from math import log
from typing import Any

from linkage.judge.explanation import Argument, Tie
from linkage.judge.judged import KINDS_TO_FLAG
from linkage.judge.score import FLAG, WATCH

WHY_SPARED = {
    "one_account": "One other account is all that ties it to the rest of the cluster.",
    "visited": "Others came to its things days after it, and it never came to theirs: it may be their victim.",
    "in_passing": (
        "Only things that change hands, as addresses do, tie it and its household to the cluster: they may have been "
        "rented, or used as a proxy."
    ),
    "unlikely": (
        "What else is known of it, such as devices and cards of its own, when it was created, verification or its "
        "organisation, makes it unlikely to belong."
    ),
}
"""Why a member was spared, by code, where neither the number of its ties nor that of their kinds says it."""
WOULD_FLAG = {
    "one_kind": "A second independent kind of tie, one that survives the loss of any other, would flag it.",
    "one_thing": "A second tie, one that survives the loss of the first, would flag it.",
    "one_account": "Ties to a second account of the cluster would flag it.",
    "visited": "Its own use of something that was the cluster's before would flag it.",
    "in_passing": "A tie by something that does not change hands, as devices and cards do not, would flag it.",
    "unlikely": "More, and firmer, ties would flag it.",
}
"""What would flag a spared member of a flagged cluster, by code."""


def caution(membership: dict[str, Any], ties: list[Tie]) -> list[str]:
    """Return what speaks against the account belonging to the cluster, apart from what speaks against the cluster."""
    if not membership:
        return []
    said = []
    if membership["redundancy"] == 0:
        said.append("One thing alone ties this account to the cluster; without it nothing would.")
    if membership["kinds"] < KINDS_TO_FLAG:
        said.append("All that ties it is of one kind; no account is flagged on one kind of evidence.")
    if membership.get("spared") in WHY_SPARED:
        said.append(WHY_SPARED[membership["spared"]])
    if ties and ties[0].contribution > 0.5 and len(ties) > 1:
        said.append(f"More than half of what ties it is one {ties[0].kind}.")
    return said


def would_change(membership: dict[str, Any], ties: list[Tie]) -> list[str]:
    """Return what would change the verdict on the account, and that on its cluster."""
    if not membership:
        return []
    said = []
    if membership["verdict"] == "flagged":
        if ties:
            said.append(
                f"Its weakest tie is {ties[-1].kind} {ties[-1].ref[:8]}…; it can lose any one tie and stay tied."
            )
        if membership.get("within_days"):
            said.append("Had it not been registered with others of the cluster, it would not be flagged.")
        else:
            said.append("All its ties but those of one kind proving innocent would take it off the flagged.")
    else:
        said += _would_flag(membership)
    return said + _would_change_cluster(membership)


def _would_flag(membership: dict[str, Any]) -> list[str]:
    """Say what would flag a member that is not flagged; nothing where no reason was kept, as by earlier versions."""
    spared, verdict = membership.get("spared"), membership["cluster_verdict"]
    if verdict == "flagged" and spared:
        return [WOULD_FLAG[spared]]
    if verdict == "watch" and spared is not None:
        return ["Even with its cluster it would not be flagged." if spared else "It would be flagged with its cluster."]
    return []


def _would_change_cluster(membership: dict[str, Any]) -> list[str]:
    """Say which arguments about the cluster are decisive: without them its verdict would be another."""
    score = min(max(membership["cluster_score"], 1e-9), 1 - 1e-9)
    odds, to_flag = log(score / (1 - score)), log(FLAG / (1 - FLAG))
    favour, against = arguments_of(membership.get("evidence")), arguments_of(membership.get("against"))
    if membership["cluster_score"] == WATCH:  # it was raised to that: nobody can tell, and the arguments do not add up
        return []
    if odds >= to_flag:
        needed: list[str] = []
        for argument in sorted(favour, key=lambda a: -a.weight):
            if odds < to_flag:
                break
            odds -= argument.weight
            needed.append(_name(argument))
        return [f"The cluster would no longer be flagged if it were not for: {', '.join(needed)}."] if needed else []
    decisive = [a for a in against if odds - a.weight >= to_flag]
    if decisive:
        return [f"Without this alone the cluster would be flagged: {', '.join(map(_name, decisive))}."]
    return [
        f"The cluster would be flagged from a score of {FLAG} on; nothing that speaks against it decides that alone."
    ]


def _name(argument: Argument) -> str:
    return argument.code.replace("_", " ")


def arguments_of(text: str | None) -> tuple[Argument, ...]:
    """Return the arguments that a cluster keeps as JSON."""
    return tuple(Argument(a["code"], a["weight"], a["sentence"]) for a in json.loads(text or "[]"))
