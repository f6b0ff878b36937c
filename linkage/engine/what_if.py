"""What would tie an account to its cluster if some identifiers were not there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from linkage import queries
from linkage.engine.explain import explain
from linkage.engine.kinds import read_kinds
from linkage.judge.explanation import Explanation, Tie
from linkage.judge.judged import KINDS_TO_FLAG
from linkage.judge.ties import OCCASIONS
from linkage.model.kind import Kinds
from linkage.store.base import GraphStore

MOST_DERIVATIONS = 10_000


@dataclass(frozen=True, slots=True)
class RemainingTie:
    """A tie of an account: its kind, its reference, and its share of all that tied the account before, in [0, 1]."""

    kind: str
    ref: str
    contribution: float


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would be left of an account's ties.

    Parameters
    ----------
    account_id, cluster_id
        The account, and its cluster; null where it has none.
    tied
        Whether anything would still tie it.
    ties, ties_before
        Identifiers that would tie it, and that do.
    kinds, kinds_before
        Independent kinds of evidence among what it shares and does alike, then and now.
    lost, remaining
        Ties that would be gone, those that only what is gone implies among them, and those that would be left.
    alone
        Other members of the cluster that nothing else they used ties.
    sentences
        The same in words.
    """

    account_id: str
    cluster_id: str | None
    tied: bool
    ties: int
    ties_before: int
    kinds: int
    kinds_before: int
    lost: tuple[RemainingTie, ...]
    remaining: tuple[RemainingTie, ...]
    alone: int
    sentences: tuple[str, ...]


def what_if(store: GraphStore, account: str, without: Collection[str]) -> WhatIf:
    """Return what would tie an account if the identifiers of these references were not there.

    Nothing is detected anew: the published ties are counted without those, and without the derived ones that nothing
    else the account used implies.

    Raises
    ------
    NotFound
        There is no such account.
    StoreError
        The store failed.
    """
    explanation = explain(store, account)
    gone = _gone(store, account, without)
    lost = [tie for tie in explanation.ties if tie.ref in gone]
    left = [tie for tie in explanation.ties if tie.ref not in gone]
    kinds = read_kinds(store)
    before, after = _kinds(explanation, explanation.ties, kinds), _kinds(explanation, left, kinds)
    alone = _alone(store, explanation.cluster, [tie.ref for tie in lost], account) if lost else 0
    return WhatIf(
        account_id=account,
        cluster_id=explanation.cluster,
        tied=bool(left) or (explanation.cluster is not None and bool(explanation.behaviour)),
        ties=len(left),
        ties_before=len(explanation.ties),
        kinds=after,
        kinds_before=before,
        lost=_shown(lost),
        remaining=_shown(left),
        alone=alone,
        sentences=tuple(_sentences(explanation, lost, left, after, alone)),
    )


def _gone(store: GraphStore, account: str, without: Collection[str]) -> set[str]:
    """Return the references without which to do: those given, and the derived ones that only they imply."""
    given = set(without)
    asked = {"account": account, "limit": MOST_DERIVATIONS}
    implied: dict[str, set[str]] = {}
    for row in store.run(queries.load("list_derivations_of_account"), asked):
        implied.setdefault(row["derived"], set()).add(row["ref"])
    return given | {derived for derived, refs in implied.items() if refs <= given}


def _kinds(explanation: Explanation, ties: Collection[Tie], kinds: Kinds) -> int:
    """Return how many independence groups the ties, and what the account does alike, are of, counted as the judge does.

    One occasion of acting in step is a coincidence.
    """
    groups = {kinds[tie.kind].group if tie.kind in kinds else tie.kind for tie in ties}
    alike = {one.kind for one in explanation.behaviour if one.kind == "fingerprint" or one.occasions >= OCCASIONS}
    return len(groups) + len(alike)


def _alone(store: GraphStore, cluster: str | None, refs: list[str], account: str) -> int:
    asked = {"cluster": cluster, "account": account, "refs": refs, "limit": 1}
    (row,) = store.run(queries.load("count_members_tied_only_by"), asked)
    return int(row["members"])


def _shown(ties: Collection[Tie]) -> tuple[RemainingTie, ...]:
    return tuple(RemainingTie(tie.kind, tie.ref, tie.contribution) for tie in ties)


def _sentences(explanation: Explanation, lost: list[Tie], left: list[Tie], kinds: int, alone: int) -> list[str]:
    if explanation.cluster is None:
        return ["The account is in no cluster: there is nothing to lose."]
    if not lost:
        return ["None of these ties the account to its cluster: nothing would change."]
    share = 100 * sum(tie.contribution for tie in lost)
    said = [f"{share:.0f} % of what ties the account to {explanation.cluster} would be gone."]
    if left:
        said.append(f"{len(left):,} of {len(explanation.ties):,} identifiers would still tie it.")
    elif explanation.behaviour:
        said.append("No identifier would tie it; it would still act as others of the cluster do.")
    else:
        said.append("Nothing would tie it to the cluster any more.")
    if explanation.verdict == "flagged" and kinds < KINDS_TO_FLAG and explanation.registered is None:
        said.append("It would not be flagged: what is left is of one kind.")
    if alone:
        said.append(f"{alone:,} other member{'s' if alone != 1 else ''} of the cluster used nothing else that ties.")
    return said
