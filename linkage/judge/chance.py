"""How improbable it is that accounts taken at random share as much as a cluster does."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linkage.evidence.signals import MOMENT
from linkage.evidence.weigh import Evidence
from linkage.judge.ties import Ties


def log10_chance(
    evidence: Evidence, ties: Ties, cluster: NDArray[np.int64], size: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the decimal logarithm of a bound on that probability, for each cluster; float64, <= 0.

    The null model: each signal is shown by as many accounts as it is, but by accounts taken at random. A signal with d
    users then has k or more of them among n of N accounts with a probability of at most exp(-d KL(k/d || n/N))
    (Chernoff; Hoeffding 1963, doi:10.1080/01621459.1963.10500830, holds for draws without replacement too). The bounds
    of different signals multiply. As the cluster was looked for, the sum is taken over every choice of n accounts.
    Moments and derived identifiers are left out: they depend on what is counted already.

    Parameters
    ----------
    cluster
        int64, shape (n_accounts,): those of the ties, or unions of them.
    """
    signals, signal = evidence.signals, ties.place_signal
    n_clusters, accounts = max(len(size), 1), max(evidence.calibration.accounts, int(size.max(initial=1)), 1)
    counted = signals.observed[signals.kind[signal]] & ~signals.of_kind(MOMENT)[signal]
    of_place = np.zeros(len(signal), np.int64)
    of_place[ties.place] = cluster[ties.account]
    key, inverse = np.unique(signal[counted] * n_clusters + of_place[counted], return_inverse=True)
    inside = np.bincount(inverse, ties.place_inside[counted], len(key))
    of, degree = key % n_clusters, signals.degree[key // n_clusters]
    expected = np.minimum(size[of] / accounts, 1.0)
    bound = np.where(inside / degree > expected, -degree * _divergence(inside / degree, expected), 0.0)
    choices = _log_choose(accounts, size)
    return np.asarray(np.minimum((np.bincount(of, bound, minlength=len(size)) + choices) / np.log(10), 0.0))


def _divergence(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the Kullback-Leibler divergence of a coin of probability ``a`` from one of ``b``, in nats."""
    b = np.clip(b, 1e-12, 1 - 1e-12)
    heads = np.where(a > 0, a * np.log(np.maximum(a, 1e-12) / b), 0.0)
    tails = np.where(a < 1, (1 - a) * np.log(np.maximum(1 - a, 1e-12) / (1 - b)), 0.0)
    return np.asarray(heads + tails)


def _log_choose(n: int, k: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return a bound on the natural logarithm of the number of choices of k of n: k ln(e n / k)."""
    k = np.maximum(k, 1)
    return np.asarray(np.minimum(k * (1 + np.log(n / k)), n * np.log(2.0)))
