"""Why an account is, or is not, in its cluster: facts and sentences, for JSON and for reading aloud."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Tie:
    """One identifier an account used, and what sharing it says.

    Parameters
    ----------
    kind, ref
        Its kind, and its reference; never the raw value.
    accounts
        Accounts that ever used it.
    members
        Of them, accounts of the same cluster that used it at the same time; 0 where it ties to no cluster.
    first_seen, last_seen
        The account's own use, UTC.
    contribution
        Its share of what ties the account to its cluster, in [0, 1]; the contributions of an account add up to 1.
    together
        How likely two users of it belong together, in [0, 1]; ``None`` where not judged.
    sentence
        The same in words.
    """

    kind: str
    ref: str
    accounts: int
    members: int
    first_seen: datetime
    last_seen: datetime
    contribution: float
    together: float | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Alike:
    """Something an account does as others of its cluster do.

    Parameters
    ----------
    kind
        ``fingerprint``: it sends requests of the same form; ``moment``: it acts in the same minutes.
    fingerprint
        The form of the requests; for moments, that of the one with most members.
    occasions
        For a fingerprint, ten-minute spans in which it was used; for moments, separate occasions.
    members, accounts
        Accounts of the cluster, and all accounts, that do the same; for moments, in the one with most members.
    first_seen, last_seen
        The account's own, UTC.
    weight
        What it weighs among what ties the account.
    together
        How likely two accounts that do it belong together, in [0, 1].
    sentence
        The same in words.
    """

    kind: str
    fingerprint: str
    occasions: int
    members: int
    accounts: int
    first_seen: datetime
    last_seen: datetime
    weight: float
    together: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Registration:
    """With whom an account was registered, more closely than chance gives.

    Parameters
    ----------
    accounts
        Accounts of its cluster that share an identifier with it and were created with it.
    within_days
        They were created within so many days of it.
    sentence
        The same in words.
    """

    accounts: int
    within_days: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Argument:
    """Something that speaks for or against a whole cluster being one actor: code, log-odds, words."""

    code: str
    weight: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one account is, or is not, in a cluster.

    Parameters
    ----------
    account
        The account's id.
    cluster
        Id of its cluster, or ``None``.
    campaign
        Id of its campaign inside that cluster, or ``None``.
    level, cluster_verdict, cluster_score, size
        Of the cluster; empty, ``clear``, 0 and 0 where there is none.
    verdict, score, strength, redundancy, kinds
        Of the membership: see the glossary.
    headline
        The answer in one sentence.
    ties
        The identifiers that tie the account to its cluster, the strongest first.
    behaviour
        What it does as others of its cluster do.
    registered
        With whom of its cluster it was registered; ``None`` where chance explains it.
    others
        The identifiers that do not, and why not.
    in_favour, against
        What speaks for and against the cluster being one actor.
    caution
        What speaks against this account belonging to it.
    would_change
        What would change the verdict.
    near
        Ids of clusters that rest on something the account used, without it being a member.
    """

    account: str
    cluster: str | None
    campaign: str | None
    level: str
    cluster_verdict: str
    cluster_score: float
    size: int
    verdict: str
    score: float
    strength: float
    redundancy: int
    kinds: int
    headline: str
    ties: tuple[Tie, ...]
    behaviour: tuple[Alike, ...]
    registered: Registration | None
    others: tuple[Tie, ...]
    in_favour: tuple[Argument, ...]
    against: tuple[Argument, ...]
    caution: tuple[str, ...]
    would_change: tuple[str, ...]
    near: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the explanation in a form that JSON keeps; times as RFC 3339."""
        whole = asdict(self)
        for side in ("ties", "behaviour", "others"):
            for tie in whole[side]:
                for name in ("first_seen", "last_seen"):
                    tie[name] = tie[name].isoformat().replace("+00:00", "Z")
        return whole

    def as_text(self) -> str:
        """Return the explanation as lines to read."""
        lines = [self.headline, ""]
        lines += _section("What ties it", [t.sentence for t in self.ties])
        lines += _section("What it does alike", [b.sentence for b in self.behaviour])
        lines += _section("With whom it was registered", [self.registered.sentence] if self.registered else [])
        lines += _section("What speaks for one actor", [a.sentence for a in self.in_favour])
        lines += _section("What speaks against", [*self.caution, *(a.sentence for a in self.against)])
        lines += _section("What does not count", [t.sentence for t in self.others])
        lines += _section("What would change this", list(self.would_change))
        return "\n".join(lines).rstrip() + "\n"


def _section(title: str, sentences: list[str], most: int = 12) -> list[str]:
    if not sentences:
        return []
    shown = [f"  - {s}" for s in sentences[:most]]
    if len(sentences) > most:
        shown.append(f"  - … and {len(sentences) - most:,} more")
    return [f"{title}:", *shown, ""]
