"""Run every benchmark: the kernels beside their peers, then a load and a detection from end to end."""

from __future__ import annotations

import argparse

from benchmarks import detect, whole_way


def main() -> None:
    """Run them one after the other; each also runs alone, as ``python -m benchmarks.NAME``."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    shared = ["--accounts", str(given.accounts), "--seed", str(given.seed)]
    detect.main(shared)
    whole_way.main(shared)


if __name__ == "__main__":
    main()
