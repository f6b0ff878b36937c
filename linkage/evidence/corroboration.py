"""What sharing a signal means, learnt without labels: how often an independent kind agrees.

Of two accounts that share a signal of this kind and this many users, how many also share one of an independent kind?
A carrier's address, a colliding fingerprint or a popular request is shared by people with nothing else in common: its
weight falls by itself; a card bank's cards are corroborated by devices, so theirs does not. A witness counts for what
it is worth itself, which takes a few passes to settle, as in the mutual reinforcement of hubs and authorities
(Kleinberg 1999, doi:10.1145/324133.324140), here across independent kinds only: nothing corroborates itself.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.evidence.labels import lesson, taught
from linkage.evidence.moments import Rhythm
from linkage.evidence.pairs import Witnesses, could_agree, random_pairs, sample_pairs, witnesses
from linkage.evidence.shared import Shared
from linkage.evidence.signals import BUCKETS, FINGERPRINT, MOMENT, Signals, groups_shown

PASSES = 3
"""After so many, weights change no more that matters."""
WITNESS_DEGREE = 64
"""In the first pass a signal with more users than this is no witness: nothing is known of it yet."""
WITNESS_RARITY = 6
"""In the first pass a moment is a witness from 2**6 times what chance gives on."""
PRIOR_PAIRS = 20.0
"""How many pairs the prior of a kind and size counts for."""
PRIOR_SHARE = 0.4
"""Prior corroboration of an identifier with two users; falls with each doubling of users."""
PRIOR_BEHAVIOUR = 0.01
"""Prior corroboration of a fingerprint or a moment."""
OWN_PAIRS = 8.0
"""From this many pairs of its own on, a signal's own record outweighs that of its kind and size."""
HALF = 0.05
"""Corroboration above chance at which two users belong together as likely as not: one actor's accounts do not all
share two kinds of thing with each other, so even a twentieth says much where chance gives a thousandth."""
DOUBT = 1.0
"""Agreement counts only from so many standard errors above chance on: a few pairs that agree by luck mean nothing."""
BLOCK = 2_000_000
"""Edges of shared signals whose pairs are looked at together."""
WORKERS = 2
"""Threads that look at blocks; what they find does not depend on how many they are."""
SURE = 0.95
"""No sharing counts as more certain than this."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was learnt from all data at once, to be held on to while data come and go.

    Parameters
    ----------
    kinds
        The kinds, in the order of the columns below.
    share
        float64, shape (PASSES, n_kinds, BUCKETS), in (0, 1): corroborated share by kind and size, in each pass.
    chance
        float64, shape (PASSES,), in [0, 1): the same of two accounts taken at random.
    pairs
        int64, shape (n_kinds, BUCKETS): pairs each share was learnt from.
    rhythm
        What is usual at each time of day.
    accounts
        How many accounts there were.
    moved
        float64, shape (n_kinds, BUCKETS): how far labels moved the log-odds of each kind and size; 0 without labels.
    """

    kinds: tuple[str, ...]
    share: NDArray[np.float64]
    chance: NDArray[np.float64]
    pairs: NDArray[np.int64]
    rhythm: Rhythm
    accounts: int
    moved: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Record:
    """How each signal did.

    Parameters
    ----------
    share
        float64, shape (n_signals,), in [0, SURE]: how likely two accounts that share it belong together.
    corroborated
        float64, shape (n_signals,), in [0, 1]: share of its pairs that an independent kind confirms, drawn towards
        what is usual for its kind and size.
    """

    share: NDArray[np.float64]
    corroborated: NDArray[np.float64]


def corroborate(
    signals: Signals, rhythm: Rhythm, held: Calibration | None = None, labels: NDArray[np.int8] | None = None
) -> tuple[Record, Calibration]:
    """Return how likely two users of each signal belong together, and the calibration that says so.

    Parameters
    ----------
    held
        A calibration to hold on to; learnt from these signals where not given.
    labels
        int8, shape (n_accounts,): which accounts are known to be bad (1) or good (0), -1 for others; what they teach
        is in the calibration, so a held one takes none.

    Notes
    -----
    O(PASSES * sampled pairs * signals of an account) time; at most 64 pairs a signal, never all.
    """
    vouches = signals.observed[signals.kind]  # what is derived is common: it is learnt about, and vouches for nothing
    shared = Shared.of(signals, vouches)
    of, cell = shared.signal, (signals.kind * BUCKETS + signals.bucket)[shared.signal]
    every_seen, asked = _consult(signals, shared)
    seen = every_seen[of]
    strangers = None if held else witnesses(signals, random_pairs(signals), shared)
    worth = _presumed(signals)
    shares, chances = [], []
    own = np.zeros(len(shared))
    for turn in range(PASSES):
        hits = _hits(signals, asked, worth)[of]
        share = held.share[turn] if held else _usual(signals, cell, hits, seen)
        chance = float(held.chance[turn]) if held else _mean(strangers, signals, worth)
        own = (hits + OWN_PAIRS * share.ravel()[cell]) / (seen + OWN_PAIRS)
        luck = DOUBT * np.sqrt(chance * (1.0 - chance) * seen) / (seen + OWN_PAIRS)
        above = np.maximum(own - chance - luck, 0.0)
        worth[of] = np.minimum(above / (above + HALF), SURE)
        shares.append(share)
        chances.append(chance)
    if held:
        moved = held.moved
    elif labels is not None:
        moved = lesson(signals, sample_pairs(signals, shared), worth, labels)
    else:
        moved = np.zeros((len(signals.kinds), BUCKETS))
    learnt = held or Calibration(
        signals.kinds,
        np.stack(shares),
        np.array(chances),
        np.bincount(cell, seen, minlength=len(signals.kinds) * BUCKETS).reshape(-1, BUCKETS).astype(np.int64),
        rhythm,
        signals.n_accounts,
        moved,
    )
    corroborated = shares[-1][signals.kind, signals.bucket]  # of what nobody shares, the usual
    corroborated[of] = own
    return Record(np.minimum(taught(signals, worth, moved), SURE), corroborated), learnt


def _presumed(signals: Signals) -> NDArray[np.float64]:
    """Return what witnesses are worth before anything is known: all, if few show them or they are rare."""
    rare = ~signals.of_kind(MOMENT) | (signals.bucket >= WITNESS_RARITY)
    return np.where((signals.degree >= 2) & (signals.degree <= WITNESS_DEGREE) & rare, 1.0, 0.0)


def _usual(
    signals: Signals, cell: NDArray[np.int64], hits: NDArray[np.float64], seen: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the corroborated share of each kind and size, drawn towards a prior where pairs are few."""
    shape, length = (len(signals.kinds), BUCKETS), len(signals.kinds) * BUCKETS
    prior = np.tile(PRIOR_SHARE / (1.0 + np.arange(BUCKETS)), (shape[0], 1))
    prior[[signals.kinds.index(FINGERPRINT), signals.kinds.index(MOMENT)]] = PRIOR_BEHAVIOUR
    found = np.bincount(cell, hits, minlength=length).reshape(shape)
    looked = np.bincount(cell, seen, minlength=length).reshape(shape)
    return np.asarray((found + PRIOR_PAIRS * prior) / (looked + PRIOR_PAIRS))


def _mean(strangers: Witnesses | None, signals: Signals, worth: NDArray[np.float64]) -> float:
    """Return how surely two strangers are said to belong together on average, those that nothing confirms included."""
    if strangers is None:
        return 0.0
    everybody = np.zeros(strangers.n_pairs)
    everybody[strangers.pair] = strangers.agreement(signals, worth)
    return float(everybody.mean()) if len(everybody) else 0.0


Asked = tuple[Witnesses, NDArray[np.int32]]
"""Witnesses of some pairs, and the signal that each pair was taken for."""


def _consult(signals: Signals, shared: Shared) -> tuple[NDArray[np.int64], list[Asked]]:
    """Return how many pairs of each signal another kind could confirm, and the witnesses of those that one might.

    The pairs themselves are looked at block by block and not kept.
    """
    groups = groups_shown(signals)

    def look(first: int, end: int) -> tuple[NDArray[np.int32], Asked]:
        pairs = sample_pairs(signals, shared, first, end)
        found = witnesses(signals, pairs, shared)
        return pairs.signal[could_agree(signals, pairs, groups)], (found, pairs.signal[found.pair])

    edges = np.arange(0, int(shared.start[-1]), BLOCK)
    begins = np.searchsorted(shared.start, edges, "right") - 1
    ends = [*begins[1:].tolist(), len(shared)]
    with ThreadPoolExecutor(WORKERS) as pool:
        parts = list(pool.map(look, begins.tolist(), ends))
    seen = np.zeros(len(signals), np.int64)
    for askable, _ in parts:
        _add(seen, askable, np.broadcast_to(np.int64(1), len(askable)))
    return seen, [asked for _, asked in parts]


def _hits(signals: Signals, asked: list[Asked], worth: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how many pairs of each signal are confirmed, each counted as it is sure."""
    hits = np.zeros(len(signals))
    for found, about in asked:
        _add(hits, about, found.agreement(signals, worth))
    return hits


@njit(cache=True, nogil=True)
def _add(total, at, values):  # type: ignore[no-untyped-def]
    """Add each value at its place."""
    for i in range(len(at)):
        total[at[i]] += values[i]
