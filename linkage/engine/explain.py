"""Explain an account from what the last run published: its ties, their worth, and what speaks against."""

from __future__ import annotations

from datetime import datetime
from math import floor
from typing import Any

from linkage import queries
from linkage.engine.explain_behaviour import behaviour_of
from linkage.engine.explain_verdict import arguments_of, caution, would_change
from linkage.engine.kinds import read_kinds
from linkage.errors import NotFound
from linkage.judge.explanation import Alike, Explanation, Registration, Tie
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
        registered=_registered(m),
        others=tuple(others),
        in_favour=arguments_of(m.get("evidence")),
        against=arguments_of(m.get("against")),
        caution=tuple(caution(m, ties)),
        would_change=tuple(would_change(m, ties)),
        near=near,
    )


def _ties(uses: list[Row], kinds: Kinds, cluster: str | None) -> tuple[list[Tie], list[Tie]]:
    """Return the identifiers that tie the account to its cluster, the strongest first, and those that do not."""
    tied = [row for row in uses if cluster is not None and row["cluster_id"] == cluster]
    tied.sort(key=lambda row: -row["weight"])  # the derived ones come after the others, each in order
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
        f"({membership['size']:,} accounts, {membership['cluster_verdict']}, "
        f"score {_cut(membership['cluster_score'])}): "
        f"{ties} thing{'s' if ties != 1 else ''} in common with it"
        f"{', and the days it was registered in' if membership.get('within_days') else ''}, "
        f"of {membership['kinds']} independent kind{'s' if membership['kinds'] != 1 else ''}."
    ) + (f" It acts as campaign {campaign} does." if campaign else "")


def _cut(score: float) -> str:
    """Return a score with two digits, never rounded up: 0.9999 is not certainty."""
    return f"{floor(score * 100 + 1e-9) / 100:.2f}"


def _registered(membership: dict[str, Any]) -> Registration | None:
    within, companions = membership.get("within_days"), membership.get("companions")
    if not within or not companions:
        return None
    days = f"{within:.0f} day{'s' if within != 1 else ''}"
    accounts = f"{companions:,} account{'s' if companions != 1 else ''}"
    return Registration(
        accounts=companions,
        within_days=within,
        sentence=(
            f"Created within {days} of {accounts} of the cluster that share{'s' if companions == 1 else ''} an "
            "identifier with it; had they joined when others did, fewer than one account in a hundred would be."
        ),
    )
