"""What accounts already judged teach: how much more, or less, sharing means than independent kinds alone would say.

Of accounts known to be bad, how often are those they share a kind of identifier with bad too? Where that is as often
as among pairs corroboration is sure of, the weights stand; where it is rarer or more common, the odds of the whole kind
and size move, the further the more such pairs were seen. A signal's own record keeps its place among its like.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.pairs import Pairs
from linkage.evidence.signals import BUCKETS, Signals

BAD, GOOD, UNLABELLED = 1, 0, -1
ENOUGH = 50.0
"""From so many labelled pairs of a kind and size on, labels outweigh corroboration there."""
LEAST_APART = 0.05
"""Partners of one actor's accounts are taken to be bad at least so much more often than anybody."""
FARTHEST = 0.99
"""No kind is taken to mean more, or less, than these odds say."""


def lesson(signals: Signals, pairs: Pairs, worth: NDArray[np.float64], labels: NDArray[np.int8]) -> NDArray[np.float64]:
    """Return how far labels move the log-odds of each kind and size, float64, shape (n_kinds, BUCKETS).

    Parameters
    ----------
    pairs
        Pairs that share a signal.
    worth
        float64, shape (n_signals,), in [0, 1): how likely two users of each signal belong together, without labels.
    labels
        int8, shape (n_accounts,): ``BAD``, ``GOOD`` or ``UNLABELLED``.

    Notes
    -----
    Only pairs with a bad account and two labels teach anything. 0 where there are none. O(n_pairs).
    """
    length = len(signals.kinds) * BUCKETS
    one, other = labels[pairs.first], labels[pairs.second]
    known = (one != UNLABELLED) & (other != UNLABELLED) & ((one == BAD) | (other == BAD))
    signal, bad = pairs.signal[known], (one == BAD)[known].astype(np.float64) + (other == BAD)[known]
    if not len(signal):
        return np.zeros((len(signals.kinds), BUCKETS))
    met, hit = bad, np.where(bad == 2, 2.0, 0.0)  # seen from each bad account: is the partner bad?
    base = float((labels == BAD).sum() / (labels != UNLABELLED).sum())
    sure = worth[signal]
    top = float((sure * hit).sum() / max((sure * met).sum(), 1e-9))
    top = min(max(top, base + LEAST_APART), 1.0)
    cell = signals.kind[signal] * BUCKETS + signals.bucket[signal]
    looked = np.bincount(cell, met, minlength=length)
    seen = looked > 0
    said, without = np.zeros(length), np.zeros(length)
    said[seen] = (np.bincount(cell, hit, minlength=length)[seen] / looked[seen] - base) / max(top - base, 1e-9)
    without[seen] = np.bincount(cell, sure * met, minlength=length)[seen] / looked[seen]
    moved = np.where(seen, (_log_odds(said) - _log_odds(without)) * looked / (looked + ENOUGH), 0.0)
    return moved.reshape(-1, BUCKETS)


def taught(signals: Signals, worth: NDArray[np.float64], moved: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the worth of each signal with the log-odds of its kind and size moved; what nobody shares stays at 0."""
    if not moved.any():
        return worth
    by = moved[signals.kind, signals.bucket]
    odds = _log_odds(worth) + by
    return np.where((by != 0) & (signals.degree >= 2) & ((worth > 0) | (by > 0)), 1.0 / (1.0 + np.exp(-odds)), worth)


def _log_odds(share: NDArray[np.float64]) -> NDArray[np.float64]:
    bounded = np.clip(share, 1.0 - FARTHEST, FARTHEST)
    return np.asarray(np.log(bounded / (1.0 - bounded)))
