"""Explain an account from what the last run published: its ties, their worth, and what speaks against."""

from __future__ import annotations

import json
from datetime import datetime
from math import log
from typing import Any

from linkage import queries
from linkage.engine.explain_behaviour import behaviour_of
from linkage.engine.kinds import read_kinds
from linkage.errors import NotFound
from linkage.judge.explanation import Alike, Argument, Explanation, Tie
from linkage.judge.judged import KINDS_TO_FLAG
from linkage.judge.score import FLAG
from linkage.model.kind import Kinds
from linkage.store.base import GraphStore, Row

MOST_TIES = 1000


def explain(store: GraphStore, account: str) -> Explanation:
    """Return why the account is, or is not, in a cluster.

    Raises
    ------
    NotFound
        The store has no such account.
    StoreError
        The store failed.

    Notes
    -----
    Seven point reads; the cost grows with the identifiers of this account alone.
    """
    if not store.run(queries.load("get_account"), {"account": account, "limit": 1}):
        raise NotFound("there is no such account", "check the id; ids are compared exactly")
    memberships = store.run(queries.load("list_memberships_of_account"), {"account": account, "limit": 10})
    uses = store.run(queries.load("list_evidence_of_account"), {"account": account, "limit": MOST_TIES})
    uses += store.run(queries.load("list_derived_evidence_of_account"), {"account": account, "limit": MOST_TIES})
    near = store.run(queries.load("list_clusters_near_account"), {"account": account, "limit": 10})
    kinds = read_kinds(store)
    membership = next((m for m in memberships if m["level"] == "operator"), None)
    cluster = membership["cluster_id"] if membership else None
    ties, others = _ties(uses, kinds, cluster)
    alike = behaviour_of(store, account, membership["tools"]) if membership else ()
    campaign = next((m["cluster_id"] for m in memberships if m["level"] == "campaign"), None)
    return _explained(account, membership, campaign, ties, alike, others, tuple(row["cluster_id"] for row in near))


def _explained(
    account: str,
    membership: Row | None,
    campaign: str | None,
    ties: list[Tie],
    alike: tuple[Alike, ...],
    others: list[Tie],
    near: tuple[str, ...],
) -> Explanation:
    m: dict[str, Any] = membership or {}
    return Explanation(
        account=account,
        cluster=m.get("cluster_id"),
        campaign=campaign,
        level=m.get("level", ""),
        cluster_verdict=m.get("cluster_verdict", "clear"),
        cluster_score=m.get("cluster_score", 0.0),
        size=m.get("size", 0),
        verdict=m.get("verdict", "clear"),
        score=m.get("score", 0.0),
        strength=m.get("strength", 0.0),
        redundancy=m.get("redundancy", 0),
        kinds=m.get("kinds", 0),
        headline=_headline(account, membership, campaign, len(ties) + len(alike), len(near)),
        ties=tuple(ties),
        behaviour=alike,
        others=tuple(others),
        in_favour=_arguments(m.get("evidence")),
        against=_arguments(m.get("against")),
        caution=tuple(_caution(m, ties)),
        would_change=tuple(_would_change(m, ties)),
        near=near,
    )


def _ties(uses: list[Row], kinds: Kinds, cluster: str | None) -> tuple[list[Tie], list[Tie]]:
    """Return the identifiers that tie the account to its cluster, and those that do not."""
    tied = [row for row in uses if cluster is not None and row["cluster_id"] == cluster]
    refs = {(row["label"], row["ref"]) for row in tied}
    total = sum(row["weight"] for row in tied)
    other = {(row["label"], row["ref"]): row for row in uses if (row["label"], row["ref"]) not in refs}
    return [_tie(row, kinds, total) for row in tied], [_tie(row, kinds, 0.0) for row in other.values()]


def _tie(row: Row, kinds: Kinds, total: float) -> Tie:
    kind = kinds.by_label(row["label"]).name
    members = int(row["members"]) if total else 0
    share = float(row["share"]) if total else None
    contribution = round(row["weight"] / total, 4) if total else 0.0
    sentence = _tied_sentence(kind, row, members, contribution, share or 0.0) if total else _untied_sentence(kind, row)
    return Tie(
        kind=kind,
        ref=row["ref"],
        accounts=int(row["accounts"]),
        members=members,
        first_seen=row["first_seen"],
        last_seen=row["last_seen"],
        contribution=contribution,
        together=share,
        sentence=sentence,
    )


def _tied_sentence(kind: str, row: Row, members: int, contribution: float, share: float) -> str:
    return (
        f"{kind} {row['ref'][:8]}… ({_when(row)}): used by {members:,} accounts of the cluster, "
        f"{row['accounts']:,} in all; "
        f"two users of it belong together with {100 * share:.0f} % certainty; "
        f"{100 * contribution:.0f} % of what ties this account."
    )


def _untied_sentence(kind: str, row: Row) -> str:
    place = f"{kind} {row['ref'][:8]}… ({_when(row)})"
    if row["accounts"] <= 1:
        return f"{place}: used by this account alone."
    return f"{place}: used by {row['accounts']:,} accounts, none of which it ties this account to."


def _when(row: Row) -> str:
    first, last = (moment.date().isoformat() for moment in _moments(row))
    return first if first == last else f"{first} to {last}"


def _moments(row: Row) -> tuple[datetime, datetime]:
    return row["first_seen"], row["last_seen"]


def _headline(account: str, membership: Row | None, campaign: str | None, ties: int, near: int) -> str:
    if membership is None:
        reason = (
            f"{near} cluster{'s' if near != 1 else ''} rest on something it used, too little to make it a member."
            if near
            else "what it shares is no more than chance explains, or nothing was detected since it was loaded."
        )
        return f"Account {account} is in no cluster: {reason}"
    return (
        f"Account {account} is {membership['verdict']} in cluster {membership['cluster_id']} "
        f"({membership['size']:,} accounts, {membership['cluster_verdict']}, score {membership['cluster_score']:.2f}): "
        f"{ties} thing{'s' if ties != 1 else ''} in common with it, of {membership['kinds']} independent "
        f"kind{'s' if membership['kinds'] != 1 else ''}."
    ) + (f" It acts as campaign {campaign} does." if campaign else "")


def _arguments(text: str | None) -> tuple[Argument, ...]:
    return tuple(Argument(a["code"], a["weight"], a["sentence"]) for a in json.loads(text or "[]"))


def _caution(membership: dict[str, Any], ties: list[Tie]) -> list[str]:
    if not membership:
        return []
    said = []
    if membership["redundancy"] == 0:
        said.append("One thing alone ties this account to the cluster; without it nothing would.")
    if membership["kinds"] < KINDS_TO_FLAG:
        said.append("All that ties it is of one kind; no account is flagged on one kind of evidence.")
    if ties and ties[0].contribution > 0.5 and len(ties) > 1:
        said.append(f"More than half of what ties it is one {ties[0].kind}.")
    return said


def _would_change(membership: dict[str, Any], ties: list[Tie]) -> list[str]:
    if not membership:
        return []
    said = []
    if membership["verdict"] == "flagged":
        if ties:
            said.append(
                f"Its weakest tie is {ties[-1].kind} {ties[-1].ref[:8]}…; it can lose any one tie and stay tied."
            )
        said.append("All its ties but those of one kind proving innocent would take it off the flagged.")
    elif membership["verdict"] == "watch":
        said.append("A second independent kind of tie, one that survives the loss of any other, would flag it.")
    elif membership["cluster_verdict"] != "clear":
        said.append("A second tie to the cluster, of another kind, would put it on watch.")
    return said + _would_change_cluster(membership)


def _would_change_cluster(membership: dict[str, Any]) -> list[str]:
    """Say which arguments about the cluster are decisive: without them its verdict would be another."""
    score = min(max(membership["cluster_score"], 1e-9), 1 - 1e-9)
    odds, to_flag = log(score / (1 - score)), log(FLAG / (1 - FLAG))
    favour, against = _arguments(membership.get("evidence")), _arguments(membership.get("against"))
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
