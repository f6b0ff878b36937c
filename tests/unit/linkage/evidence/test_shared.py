"""Shared signals, in both directions."""

from __future__ import annotations

import numpy as np

from linkage.evidence.pairs import Pairs, could_agree, random_pairs, sample_pairs
from linkage.evidence.shared import Shared
from linkage.evidence.signals import FINGERPRINT, MOMENT, compile_signals
from tests.entities import entities, households, names
from tests.unit.linkage.evidence.crowds import busy, carrier

WORLD = entities(households(20) + carrier(90), acts=busy(names("mobile", 40)))


def test_what_one_account_alone_shows_is_left_out() -> None:
    """Users and rows are those of the signals of two accounts and more; the rows only those that count."""
    signals = compile_signals(WORLD)
    counts = signals.observed[signals.kind]
    shared = Shared.of(signals, counts)
    edges = list(zip(signals.account.tolist(), signals.signal.tolist(), strict=True))
    assert shared.signal.tolist() == np.flatnonzero(signals.degree >= 2).tolist()
    for number, signal in enumerate(shared.signal.tolist()):
        users = shared.users[shared.start[number] : shared.start[number + 1]].tolist()
        assert users == [account for account, one in edges if one == signal]
    for account in range(signals.n_accounts):
        shown = shared.signal[shared.shown[shared.rows[account] : shared.rows[account + 1]]].tolist()
        assert shown == [one for own, one in edges if own == account and signals.degree[one] >= 2 and counts[one]]
    kinds = [signals.kinds[kind] for kind in signals.kind[shared.signal]]
    for kind in (FINGERPRINT, MOMENT):
        assert shared.first_of(signals, kind) == kinds.index(kind)


def test_pairs_block_by_block_are_the_pairs_of_all() -> None:
    """In whatever blocks signals are looked at, each gives the same pairs in the same order."""
    signals = compile_signals(WORLD)
    shared = Shared.of(signals, signals.observed[signals.kind])
    whole, third = sample_pairs(signals), len(shared) // 3
    parts = [sample_pairs(signals, shared, *ends) for ends in ((0, third), (third, third), (third, len(shared)))]
    for signal in shared.signal.tolist():
        assert _of(whole, signal) == [pair for part in parts for pair in _of(part, signal)]


def test_strangers_can_agree_by_whatever_both_show() -> None:
    """A pair that was taken for nothing has no group of its own to leave out."""
    signals = compile_signals(entities(households(5)))
    assert could_agree(signals, random_pairs(signals)).all()


def _of(pairs: Pairs, signal: int) -> list[tuple[int, int]]:
    own = pairs.signal == signal
    return list(zip(pairs.first[own].tolist(), pairs.second[own].tolist(), strict=True))
