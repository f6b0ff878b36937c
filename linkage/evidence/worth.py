"""What sharing an identifier is worth by itself: what a run learnt about its kind and its number of users."""

from __future__ import annotations

from math import inf, log

from linkage.evidence.corroboration import HALF, SURE, Calibration
from linkage.evidence.signals import BUCKETS
from linkage.evidence.weigh import SAYS_NOTHING

MOST_USERS = 2000
"""An identifier with more users is a hub: named, not followed."""


class Worth:
    """The worth of identifiers by kind and number of users."""

    def __init__(self, calibration: Calibration) -> None:
        self._shares = {kind: _shares(calibration, place) for place, kind in enumerate(calibration.kinds)}
        surest = max((share for shares in self._shares.values() for share in shares), default=0.0)
        self.least = -log(surest) if surest > 0 else inf
        """What a step costs at least, whatever it leads over."""

    def share(self, kind: str, users: int) -> float:
        """Return how likely two users of an identifier belong together, in [0, SURE]."""
        if users < 2 or kind not in self._shares:
            return 0.0
        return self._shares[kind][min(users.bit_length() - 1, BUCKETS - 1)]

    def is_telling(self, kind: str, users: int) -> bool:
        """Tell whether sharing an identifier says anything, and few enough do."""
        return users <= MOST_USERS and self.share(kind, users) >= SAYS_NOTHING

    def cost(self, kind: str, users: int) -> float:
        """Return what a step over an identifier costs, -ln of its share; infinite where it is not followed."""
        return -log(self.share(kind, users)) if self.is_telling(kind, users) else inf


def _shares(calibration: Calibration, place: int) -> list[float]:
    """Return the share of each bucket of a kind."""
    above = (max(float(learnt - calibration.chance[-1]), 0.0) for learnt in calibration.share[-1][place])
    return [min(one / (one + HALF), SURE) for one in above]
