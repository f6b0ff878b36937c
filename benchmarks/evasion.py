"""The evasion bill: what a ring must buy to have fewer than half of its accounts flagged under the default settings.

::

    python -m benchmarks.evasion              print the table
    python -m benchmarks.evasion --write      keep the prices, and renew docs/reference/detection.md
    python -m benchmarks.evasion --check      fail where a price fell below the one kept

Each line of the bill is one attacker with one thing to buy more of, from the cheapest setting on.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import page
from benchmarks.bought import RING, WAVES, Bought, write_bought
from benchmarks.ours import linkage
from benchmarks.worlds import read_world

KEPT = Path(__file__).with_name("evasion.json")
SEEDS = (1, 2, 3)
CAUGHT = 0.5
MINUTE, HOUR, DAY = 60, 3600, 86_400


@dataclass(frozen=True, slots=True)
class Line:
    """One attacker: what it buys more of, step by step, and what each step costs an account.

    Parameters
    ----------
    unit
        What the cost counts.
    steps
        Cost of a step, rising, and what is bought for it.
    """

    title: str
    unit: str
    steps: tuple[tuple[float, Bought], ...]


def _identifiers(title: str, sold: Sequence[str], users: Sequence[int], **fixed: object) -> Line:
    """Return a line that buys more identifiers of some kinds; each serves fewer and fewer accounts."""
    steps = tuple((1 / each, Bought(**dict.fromkeys(sold, each), **fixed)) for each in users)  # type: ignore[arg-type]
    return Line(title, "identifiers of each kind an account", steps)


USERS = (30, 20, 12, 8, 6, 4, 3, 2, 1)
ALL = ("per_device", "per_card", "per_address")
JITTER = (0, 5 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 8 * HOUR, DAY, 2 * DAY)
AGED = (0, 0.25, 0.5, 0.75, 1)
TEMPLATES = (60, 30, 12, 6, 4, 3, 2, 1)
BILL: dict[str, Line] = {
    "all": _identifiers("shares devices, cards and addresses; acts on its own", ALL, USERS),
    "no cards": _identifiers("shares devices and addresses; fresh cards", ("per_device", "per_address"), USERS),
    "no devices": _identifiers("shares cards and addresses; fresh devices", ("per_card", "per_address"), USERS),
    "sliding": _identifiers("each identifier serves neighbours in a row, then is thrown away", ALL, (6, 5, 4, 3, 2, 1),
                            deal="sliding"),
    "cells": _identifiers("falls into cells that share devices, cards and addresses among themselves only", ALL, USERS,
                          deal="cells"),
    "aged": Line("shares devices, cards and addresses by eights; buys old accounts", "share of accounts bought old",
                 tuple((share, Bought(per_device=8, per_card=8, per_address=8, aged=share)) for share in AGED)),
    "tool": _identifiers("shares devices only, acts with one tool a day apart", ("per_device",), USERS,
                         jitter=float(DAY), waves=WAVES),
    "jitter": Line("shares nothing; one tool, twelve times together", "minutes of jitter",
                   tuple((seconds / MINUTE, Bought(jitter=float(seconds), waves=WAVES)) for seconds in JITTER)),
    "templates": Line("shares nothing; together within ten minutes twelve times", "private fingerprints an account",
                      tuple((1 / each, Bought(per_template=each, waves=WAVES)) for each in TEMPLATES)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Price:
    """What a line came to: recall at each cost, and the first cost at which fewer than half were flagged (or none)."""

    recall: dict[float, float]

    @property
    def price(self) -> float | None:
        """Return the cost of slipping under; None where nothing on the line buys it."""
        return next((cost for cost, recall in sorted(self.recall.items()) if recall < CAUGHT), None)


def main(arguments: list[str] | None = None) -> int:
    """Work the bill out; keep it or check it where asked to."""
    given = _options(arguments)
    names = given.only or list(BILL)
    steps = sum(len(BILL[name].steps) for name in names) * len(SEEDS)
    print(f"{steps} small worlds: about {steps * 1.5 / 60:.0f} min", file=sys.stderr, flush=True)
    bill = work_out(names, given.processes)
    text = shown(bill)
    print(text)
    if given.write:
        keep(bill)
        page.write_part("evasion", f"{len(SEEDS)} worlds a setting.\n\n{text}")
    cheaper = cheaper_than(bill, kept()) if given.check else []
    for line in cheaper:
        print(f"error: {line}", file=sys.stderr)
    return 1 if cheaper else 0


def work_out(names: Sequence[str], processes: int) -> dict[str, Price]:
    """Return the price of each line."""
    os.environ["POLARS_MAX_THREADS"] = "1"  # of the children: one processor each
    wanted = [(name, cost, bought, seed) for name in names for cost, bought in BILL[name].steps for seed in SEEDS]
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        caught = list(pool.map(caught_share, [w[2] for w in wanted], [w[3] for w in wanted], chunksize=4))
    found: dict[str, dict[float, list[float]]] = {}
    for (name, cost, _, _), share in zip(wanted, caught, strict=True):
        found.setdefault(name, {}).setdefault(cost, []).append(share)
    return {name: Price({cost: float(np.mean(s)) for cost, s in line.items()}) for name, line in found.items()}


def caught_share(bought: Bought, seed: int) -> float:
    """Return the share of the ring that is flagged."""
    with tempfile.TemporaryDirectory() as folder:
        write_bought(Path(folder, "world"), bought, seed)
        world = read_world(Path(folder, "world"))
    return float((linkage(world.entities).operators.flagged & (world.truth.ring >= 0)).sum() / RING)


def still_caught(bought: Bought) -> bool:
    """Tell whether half of the ring or more is flagged on average, without a look at more worlds than that takes."""
    shares: list[float] = []
    for seed in SEEDS:
        shares.append(caught_share(bought, seed))
        if sum(shares) >= CAUGHT * len(SEEDS):
            return True
    return False


def shown(bill: dict[str, Price]) -> str:
    """Return the bill as a table."""
    rows = []
    for name, price in bill.items():
        line = BILL[name]
        curve = ", ".join(f"{_number(cost)}: {recall:.2f}" for cost, recall in price.recall.items())
        what = "not for sale here" if price.price is None else f"{_number(price.price)} {line.unit}"
        rows.append([line.title, what, curve])
    return page.table(["the attacker", "price of slipping under", "share flagged at each cost"], rows)


def _number(cost: float) -> str:
    return f"{cost:,.0f}" if cost >= 10 or cost == int(cost) else f"{cost:.2g}"


def keep(bill: dict[str, Price]) -> None:
    """Store the prices, and what was caught at each step, for the next check."""
    stored = kept() if KEPT.exists() else {}
    for name, price in bill.items():
        recall = [[round(cost, 4), round(share, 3)] for cost, share in price.recall.items()]
        stored[name] = {"price": price.price, "recall": recall}
    KEPT.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


def kept() -> dict[str, dict[str, object]]:
    """Return the stored prices."""
    stored: dict[str, dict[str, object]] = json.loads(KEPT.read_text("utf-8"))
    return stored


def cheaper_than(bill: dict[str, Price], stored: dict[str, dict[str, object]]) -> list[str]:
    """Return what became cheaper, in words."""
    found = []
    for name, price in bill.items():
        before = _cost(stored.get(name, {}).get("price", 0.0))
        if _cost(price.price) < before - 1e-9:
            found.append(f"{BILL[name].title}: {_cost(price.price):.3g} {BILL[name].unit} instead of {before:.3g}")
    return found


def _cost(price: object) -> float:
    return float("inf") if price is None else float(str(price))


def last_caught(name: str) -> Bought | None:
    """Return the dearest purchase on a line that, by the stored bill, did not yet help; None where all helped."""
    price = _cost(kept()[name]["price"])
    return next((bought for cost, bought in reversed(BILL[name].steps) if cost < price - 1e-9), None)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="benchmarks.evasion", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", action="append", choices=BILL, help="only this line; may be repeated")
    parser.add_argument("--write", action="store_true", help="keep the prices and renew the page")
    parser.add_argument("--check", action="store_true", help="fail where something became cheaper")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
